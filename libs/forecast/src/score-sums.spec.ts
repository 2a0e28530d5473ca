import fc from 'fast-check';
import { scoreOf } from './score';
import { NO_HOURS, addSums, figuresOf, sumsOfHour } from './score-sums';
import type { JudgedHour, ScoreSums } from './score-sums';

const total = (parts: readonly ScoreSums[]) => parts.reduce(addSums, NO_HOURS);
const figures = (hours: readonly JudgedHour[]) => figuresOf(total(hours.map(sumsOfHour)));

const intensity = fc.oneof(fc.constant(0), fc.double({ min: 1, max: 1500, noNaN: true }));
const judgedHour: fc.Arbitrary<JudgedHour> = fc
  .tuple(intensity, intensity, intensity, intensity, intensity)
  .map(([actual, a, b, c, naive]) => {
    const [p10 = 0, predicted = 0, p90 = 0] = [a, b, c].sort((x, y) => x - y);
    return { actual, predicted, p10, p90, naive };
  });

describe('figuresOf', () => {
  it('repeats the worked example of docs/formulas/forecast-accuracy.md', () => {
    const hours = [
      { actual: 200, predicted: 210, p10: 190, p90: 220, naive: 240 },
      { actual: 100, predicted: 90, p10: 80, p90: 95, naive: 130 },
      { actual: 0, predicted: 8, p10: 0, p90: 20, naive: 0 },
    ];
    const found = figures(hours);
    expect(found).toMatchObject({ hourCount: 3, zeroHourCount: 1 });
    expect(found.mapePercent).toBeCloseTo(7.5, 9);
    expect(found.seasonalNaiveMapePercent).toBeCloseTo(25, 9);
    expect(found.skill).toBeCloseTo(0.7, 9);
    expect(found.maeGPerKwh).toBeCloseTo(9.3333, 4);
    expect(found.seasonalNaiveMaeGPerKwh).toBeCloseTo(23.3333, 4);
    expect(found.coveragePercent).toBeCloseTo(66.6667, 4);
    expect(found.pinballGPerKwh).toBeCloseTo(2.8333, 4);
  });

  it('is null where no hour speaks', () => {
    expect(figuresOf(NO_HOURS)).toEqual({
      hourCount: 0,
      zeroHourCount: 0,
      mapePercent: null,
      seasonalNaiveMapePercent: null,
      skill: null,
      maeGPerKwh: null,
      seasonalNaiveMaeGPerKwh: null,
      coveragePercent: null,
      pinballGPerKwh: null,
    });
    const dark = figures([{ actual: 0, predicted: 5, p10: 0, p90: 9, naive: 0 }]);
    expect(dark).toMatchObject({ mapePercent: null, skill: null, maeGPerKwh: 5, coveragePercent: 100 });
  });

  it('has no skill to tell beside a faultless baseline', () => {
    const found = figures([{ actual: 100, predicted: 90, p10: 80, p90: 110, naive: 100 }]);
    expect(found).toMatchObject({ mapePercent: 10, seasonalNaiveMapePercent: 0, skill: null });
  });

  it('judges as the backtest does', () => {
    fc.assert(
      fc.property(fc.array(judgedHour, { minLength: 1, maxLength: 40 }), (hours) => {
        const column = (pick: (hour: JudgedHour) => number) => Float64Array.from(hours, pick);
        const forecast = {
          values: column(({ predicted }) => predicted),
          quantiles: [
            { level: 0.1, values: column(({ p10 }) => p10) },
            { level: 0.5, values: column(({ predicted }) => predicted) },
            { level: 0.9, values: column(({ p90 }) => p90) },
          ],
          actuals: column(({ actual }) => actual),
        };
        const expected = scoreOf([forecast], { fromLeadHours: 0, toLeadHours: hours.length });
        const found = figures(hours);
        const isNear = (one: number | null, other: number | null) => {
          if (one === null || other === null) expect(one).toBe(other);
          else expect(one).toBeCloseTo(other, 6);
        };
        isNear(found.mapePercent, expected.mapePercent);
        isNear(found.maeGPerKwh, expected.maeGPerKwh);
        isNear(found.coveragePercent, expected.coverage80Percent);
        isNear(found.pinballGPerKwh, expected.pinballGPerKwh);
        expect(found.zeroHourCount).toBe(expected.zeroHourCount);
      }),
    );
  });

  it('does not depend on how the hours were parted', () => {
    const parts = fc.array(fc.array(judgedHour, { maxLength: 12 }), { maxLength: 6 });
    fc.assert(
      fc.property(parts, (sets) => {
        const whole = total(sets.flat().map(sumsOfHour));
        const added = total(sets.map((hours) => total(hours.map(sumsOfHour))));
        for (const name of Object.keys(NO_HOURS) as (keyof ScoreSums)[]) {
          expect(added[name]).toBeCloseTo(whole[name], 6);
        }
      }),
    );
  });
});
