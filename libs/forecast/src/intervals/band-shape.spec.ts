import { seededNoise } from '../history.fixture';
import { BAND_DAYS, BAND_LEVELS } from './band-levels';
import { shapeOf, spreadAt } from './band-shape';
import type { OriginErrors } from './origin-errors';

const origins = (
  days: number,
  hours: number[],
  error: (hour: number, lead: number) => number,
): OriginErrors[] =>
  Array.from({ length: days }, (_, day) =>
    hours.map((originHour) => ({
      originMs: (day * 24 + originHour) * 3_600_000,
      originHour,
      errors: Float64Array.from({ length: 98 }, (_value, lead) => error(originHour, lead)),
    })),
  ).flat();

const quantile = (scoreQuantiles: Float64Array, bandDay: number, level: number) =>
  scoreQuantiles[bandDay * BAND_LEVELS.length + BAND_LEVELS.indexOf(level)] ?? NaN;

describe('shapeOf', () => {
  it('is the mean absolute error of neighbouring hours, drawn to what is usual', () => {
    // 30 days: errors of 0.3 at 12:00 and of 0.1 at 18:00, whatever the lead.
    const shape = shapeOf(
      origins(30, [12, 18], (hour) => (hour === 12 ? 0.3 : 0.1)),
      30,
    );
    // Own: 30 days x 3 leads of 0.3. Usual at the lead and at the target's hour, counting as 20 errors: 0.2.
    expect(spreadAt(shape, 12, 40)).toBeCloseTo((90 * 0.3 + 20 * 0.2) / 110, 9);
    expect(spreadAt(shape, 11, 40)).toBeCloseTo(spreadAt(shape, 12, 40), 9);
    expect(spreadAt(shape, 6, 40)).toBeCloseTo(0.2, 9);
  });

  it('knows the hours of the day that err more, also for an origin hour that was never tried', () => {
    const noonErrs = (hour: number, lead: number) => ((hour + lead) % 24 === 12 ? 0.4 : 0.1);
    const shape = shapeOf(origins(30, [0, 12], noonErrs), 30);
    expect(spreadAt(shape, 6, 30)).toBeGreaterThan(2 * spreadAt(shape, 6, 33));
  });

  it('does not look over midnight, where a new weather run comes', () => {
    const shape = shapeOf(
      origins(30, [0, 23], (hour) => (hour === 0 ? 0.1 : 0.5)),
      30,
    );
    expect(spreadAt(shape, 0, 10)).toBeLessThan(0.2);
    expect(spreadAt(shape, 23, 10)).toBeGreaterThan(0.4);
  });

  it('takes a lead beyond the longest one from the same hour of the day before', () => {
    const shape = shapeOf(
      origins(10, [0], (_hour, lead) => 0.1 + 0.01 * lead),
      10,
    );
    expect(spreadAt(shape, 0, 98)).toBe(spreadAt(shape, 0, 74));
    expect(spreadAt(shape, 0, 122)).toBe(spreadAt(shape, 0, 74));
    expect(spreadAt(shape, 0, 97)).toBeGreaterThan(spreadAt(shape, 0, 74));
  });

  it('keeps quantiles of error over spread, as far out as a new day may fall', () => {
    const noise = seededNoise(7);
    const shape = shapeOf(
      origins(100, [0, 6, 12, 18], (hour) => (1 + hour) * 0.01 * noise()),
      100,
    );
    // Of a normal error over its mean absolute value; 0.9 of 100 days is order statistic 90.9 of 1..100.
    for (let bandDay = 0; bandDay < BAND_DAYS; bandDay++) {
      expect(quantile(shape.scoreQuantiles, bandDay, 0.5)).toBeCloseTo(0, 1);
      expect(quantile(shape.scoreQuantiles, bandDay, 0.9) / 1.6).toBeCloseTo(1, 1);
      expect(quantile(shape.scoreQuantiles, bandDay, 0.1) / -1.6).toBeCloseTo(1, 1);
    }
    const fewer = shapeOf(
      origins(100, [0], () => noise()),
      12,
    );
    expect(quantile(fewer.scoreQuantiles, 0, 0.9)).toBeGreaterThan(
      1.25 * quantile(shape.scoreQuantiles, 0, 0.9) * 0.8,
    );
  });

  it('leaves unknown errors out, and stays above zero where nothing ever erred', () => {
    const shape = shapeOf(
      origins(20, [0], (_hour, lead) => (lead < 50 ? 0 : NaN)),
      20,
    );
    expect(spreadAt(shape, 0, 10)).toBe(1e-6);
    expect(spreadAt(shape, 0, 90)).toBe(1e-6);
    expect(shape.scoreQuantiles.every((value) => value === 0)).toBe(true);
  });
});
