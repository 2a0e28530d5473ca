import { scoreOf } from './score';
import type { JudgedForecast } from './score';

const DAY = { fromLeadHours: 0, toLeadHours: 24 };
const curve = (...values: number[]) => Float64Array.from(values);

/** Values 100 and 110 with bands of 10 and 20 g around them. */
const forecast = (...actuals: number[]): JudgedForecast => ({
  values: curve(100, 110),
  quantiles: [
    { level: 0.05, values: curve(80, 90) },
    { level: 0.1, values: curve(90, 100) },
    { level: 0.9, values: curve(110, 120) },
    { level: 0.95, values: curve(120, 130) },
  ],
  actuals: curve(...actuals),
});

describe('scoreOf', () => {
  it('gives errors, bias, coverage and pinball loss of one forecast by hand', () => {
    // Errors 100 - 125 = -25 and 110 - 100 = +10.
    const score = scoreOf([forecast(125, 100)], DAY);
    expect(score.mapePercent).toBeCloseTo((20 + 10) / 2, 9);
    expect(score).toMatchObject({ maeGPerKwh: 17.5, biasGPerKwh: -7.5, hourCount: 2, forecastCount: 1 });
    expect(score).toMatchObject({ coverage80Percent: 50, coverage90Percent: 50, zeroHourCount: 0 });
    const first = 0.05 * 45 + 0.1 * 35 + 0.9 * 15 + 0.95 * 5;
    const second = 0.05 * 10 + 0.1 * 0 + 0.1 * 20 + 0.05 * 30;
    expect(score.pinballGPerKwh).toBeCloseTo((first + second) / 8, 9);
  });

  it('counts the ends of a band as within, and the wider band by its own quantiles', () => {
    expect(scoreOf([forecast(110, 130)], DAY)).toMatchObject({
      coverage80Percent: 50,
      coverage90Percent: 100,
    });
  });

  it('tells what 90 and 95 % of the forecasts stay below, each by its own mean', () => {
    // Percentage errors of the forecasts: 0, 1, ..., 10.
    const forecasts = Array.from({ length: 11 }, (_, percent): JudgedForecast => ({
      values: curve(100 + percent),
      quantiles: [],
      actuals: curve(100),
    }));
    const score = scoreOf(forecasts, DAY);
    expect(score.mapePercent).toBeCloseTo(5, 9);
    expect(score.mapeP90Percent).toBeCloseTo(9, 9);
    expect(score.mapeP95Percent).toBeCloseTo(9.5, 9);
    expect(score).toMatchObject({ forecastCount: 11, pinballGPerKwh: null, coverage80Percent: null });
  });

  it('weighs hours, not forecasts, and leaves out hours and forecasts without a truth', () => {
    const score = scoreOf([forecast(100, NaN), forecast(80, 100), forecast(NaN, NaN)], DAY);
    expect(score.mapePercent).toBeCloseTo((0 + 25 + 10) / 3, 9);
    expect(score).toMatchObject({ hourCount: 3, forecastCount: 2 });
  });

  it('scores only the leads of the bucket', () => {
    expect(scoreOf([forecast(125, 100)], { fromLeadHours: 1, toLeadHours: 2 })).toMatchObject({
      fromLeadHours: 1,
      maeGPerKwh: 10,
      hourCount: 1,
    });
  });

  it('is null, not 0, where nothing was scored', () => {
    expect(scoreOf([], DAY)).toEqual({
      ...DAY,
      mapePercent: null,
      mapeP90Percent: null,
      mapeP95Percent: null,
      maeGPerKwh: null,
      biasGPerKwh: null,
      coverage80Percent: null,
      coverage90Percent: null,
      pinballGPerKwh: null,
      forecastCount: 0,
      hourCount: 0,
      zeroHourCount: 0,
    });
  });
});
