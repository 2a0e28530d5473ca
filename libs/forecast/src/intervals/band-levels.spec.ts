import * as fc from 'fast-check';
import { BAND_LEVELS, MEDIAN_INDEX, bandDayOf, leadsOf, valueAtLevel } from './band-levels';

describe('band levels', () => {
  it('lie evenly around the median', () => {
    expect(BAND_LEVELS[MEDIAN_INDEX]).toBe(0.5);
    BAND_LEVELS.forEach((level, i) => {
      expect(level + (BAND_LEVELS[BAND_LEVELS.length - 1 - i] ?? NaN)).toBeCloseTo(1, 12);
    });
  });

  it('give each lead one band day, and the hours after the fourth day the fourth', () => {
    expect([0, 23, 24, 71, 72, 95, 97].map(bandDayOf)).toEqual([0, 0, 1, 2, 3, 3, 3]);
    expect([0, 3].map(leadsOf)).toEqual([
      [0, 24],
      [72, 98],
    ]);
  });

  it('are read between each other, and not beyond the outermost', () => {
    const curve = Float64Array.from(BAND_LEVELS, (level) => 10 * level);
    for (const level of [0.005, 0.1, 0.12, 0.5, 0.777, 0.995])
      expect(valueAtLevel(curve, level)).toBeCloseTo(10 * level, 9);
    expect(valueAtLevel(curve, 0.001)).toBe(curve[0]);
    expect(valueAtLevel(curve, 0.999)).toBe(curve.at(-1));
    const level = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(level, level, (a, b) => {
        expect(valueAtLevel(curve, Math.min(a, b))).toBeLessThanOrEqual(valueAtLevel(curve, Math.max(a, b)));
      }),
    );
  });
});
