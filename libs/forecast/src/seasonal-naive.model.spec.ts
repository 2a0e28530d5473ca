import fc from 'fast-check';
import { atHour, historyOf, noisyGrid } from './history.fixture';
import { naiveDay, seasonalNaiveModel } from './seasonal-naive.model';

const known = (values: (number | null)[]) => historyOf(values.length, (hour) => values[hour] ?? null);

describe('naiveDay', () => {
  it('is the same hour of the newest day on which it is known', () => {
    // Ten days; the value tells day and hour. Hour 3 is unknown on the last day, hour 4 on the last seven.
    const history = historyOf(240, (hour) => {
      const [day, ofDay] = [Math.floor(hour / 24), hour % 24];
      const isUnknown = (ofDay === 3 && day === 9) || (ofDay === 4 && day >= 3);
      return isUnknown ? null : 100 * day + ofDay;
    });
    const day = naiveDay(history, atHour(240));
    expect(day).toHaveLength(24);
    expect(day.slice(0, 6)).toEqual([900, 901, 902, 803, null, 905]);
    expect(day[23]).toBe(923);
  });

  it('begins at the issue, also in the middle of a day, and reads nothing from there on', () => {
    const history = historyOf(72, (hour) => (hour < 61 ? hour : 9999));
    const day = naiveDay(history, atHour(61));
    expect(day).toEqual(Array.from({ length: 24 }, (_, slot) => 37 + slot));
  });

  it('knows nothing of an empty history', () => {
    expect(
      naiveDay(
        historyOf(0, () => null),
        atHour(0),
      ),
    ).toEqual(Array<null>(24).fill(null));
  });

  it('says what the model says, wherever the model speaks', () => {
    const gaps = fc.uniqueArray(fc.nat(95), { maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(1000), gaps, (seed, unknown) => {
        const values = noisyGrid(96, seed).map((value, hour) => (unknown.includes(hour) ? null : value));
        const request = { issuedAtMs: atHour(96), horizonHours: 48, quantileLevels: [] };
        const said = seasonalNaiveModel.predict({ history: known(values), ...request });
        if (said.kind === 'refused') return;
        const day = naiveDay(known(values), atHour(96));
        [...said.values].forEach((value, lead) => {
          expect(value).toBeCloseTo(day[lead % 24] ?? NaN, 6);
        });
      }),
    );
  });
});
