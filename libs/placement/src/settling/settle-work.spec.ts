import { HOUR_MS } from '@ecobe/carbon';
import fc from 'fast-check';
import { meanIntensity } from './mean-intensity';
import { settleWork } from './settle-work';

const T0 = Date.UTC(2026, 1, 12, 8);
const at = (hours: number) => T0 + hours * HOUR_MS;
const series = (...values: (number | null)[]) => ({ startMs: T0, values });
const done = {
  energyKwh: 8,
  runs: [{ startMs: at(3), endMs: at(5.5) }],
  baseline: { startMs: at(0.25), endMs: at(2.75) },
  transferEnergyKwh: 0.5,
};
/** The worked example of docs/formulas/avoided-emissions.md */
const france = series(null, null, null, 40, 30, 20);
const germany = series(400, 300, 200, null, null, null);

describe('settleWork', () => {
  it('repeats the worked example', () => {
    const settled = settleWork(done, france, germany);
    // (40 + 30 + 0.5 x 20) / 2.5 = 32; (0.75 x 400 + 300 + 0.75 x 200) / 2.5 = 300
    expect(settled).toEqual({
      kind: 'settled',
      workGPerKwh: 32,
      homeGPerKwh: 300,
      transferG: 200,
      emittedG: 456,
      baselineG: 2400,
      avoidedG: 1944,
    });
  });

  it('keeps the sign where moving did harm', () => {
    expect(
      settleWork({ ...done, transferEnergyKwh: 0 }, series(0, 0, 0, 500, 500, 500), germany),
    ).toMatchObject({
      avoidedG: 8 * (300 - 500),
    });
  });

  it('counts an hour that nobody observed as unknown, and an observed 0 as 0', () => {
    const gap = series(null, null, null, 40, null, 20);
    expect(settleWork(done, gap, germany)).toEqual({ kind: 'unsettled', missing: 'work' });
    expect(settleWork(done, france, series(400, null, 200))).toEqual({ kind: 'unsettled', missing: 'home' });
    expect(settleWork(done, france, series(400, 300))).toEqual({ kind: 'unsettled', missing: 'home' });
    const calm = series(null, null, null, 0, 0, 0);
    expect(settleWork({ ...done, transferEnergyKwh: 0 }, calm, germany)).toMatchObject({ emittedG: 0 });
  });
});

describe('meanIntensity', () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 20 })), {
    minLength: 1,
    maxLength: 4,
  });
  const values = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 24, maxLength: 24 });

  it('is what counting quarter by quarter gives', () => {
    fc.assert(
      fc.property(spans, values, (quarters, hourly) => {
        const intervals = quarters.map(([from, count]) => ({
          startMs: at(from / 4),
          endMs: at((from + count) / 4),
        }));
        const counted = quarters.flatMap(([from, count]) =>
          Array.from({ length: count }, (_, i) => hourly[Math.floor((from + i) / 4)] ?? NaN),
        );
        const mean = counted.reduce((sum, value) => sum + value, 0) / counted.length;
        expect(meanIntensity(series(...hourly), intervals)).toBeCloseTo(mean, 6);
      }),
    );
  });
});
