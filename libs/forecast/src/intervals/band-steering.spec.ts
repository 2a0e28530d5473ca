import * as fc from 'fast-check';
import { seededNoise } from '../history.fixture';
import { BAND_LEVELS, valueAtLevel } from './band-levels';
import type { BandShape } from './band-shape';
import { steeredBand } from './band-steering';

/** p10 at -1.2 spreads, p90 at +1.2. */
const shape: BandShape = {
  spread: new Float64Array(24 * 98).fill(0.05),
  scoreQuantiles: Float64Array.from({ length: 4 * BAND_LEVELS.length }, (_, i) => {
    return 3 * ((BAND_LEVELS[i % BAND_LEVELS.length] ?? NaN) - 0.5);
  }),
};
const at = (band: Float64Array[], bandDay: number, level: number) =>
  valueAtLevel(band[bandDay] ?? new Float64Array(0), level);
const days = (count: number, score: (day: number, lead: number) => number) =>
  Array.from({ length: count }, (_, day) =>
    Float64Array.from({ length: 98 }, (_score, lead) => score(day, lead)),
  );

describe('steeredBand', () => {
  it('is the held-out band while nothing came of its own forecasts', () => {
    for (const nothing of [[], [null, null], days(3, () => NaN)]) {
      const band = steeredBand(shape, nothing);
      for (const bandDay of [0, 1, 2, 3]) expect(at(band, bandDay, 0.9)).toBeCloseTo(1.2, 12);
    }
  });

  it('repeats the worked example of the formula page', () => {
    // Yesterday 9 hours at -0.3, 9 at +0.3, 3 at -2 and 3 at +2 spreads: 6 of 24 outside of p10..p90.
    const scores = [-0.3, 0.3, -0.3, 0.3, -0.3, 0.3, -2, 2];
    const band = steeredBand(
      shape,
      days(1, (_day, lead) => (lead < 24 ? (scores[lead % 8] ?? NaN) : NaN)),
    );
    expect(at(band, 0, 0.5)).toBe(0);
    expect(at(band, 0, 0.9)).toBeCloseTo(1.2 * Math.exp(0.015625), 12);
    // What is seen of the first day widens the others by an eighth of it.
    expect(at(band, 3, 0.9)).toBeCloseTo(1.2 * Math.exp(0.003125), 12);
    expect(Math.expm1(Math.log(301) + 0.05 * at(band, 0, 0.9))).toBeCloseTo(318.91, 2);
  });

  it('learns nothing of a day from hours that had not ended by then', () => {
    // The last forecast was issued a day ago: its second day has not come, whatever is said of it.
    const scores = (score: number) => days(2, (day, lead) => (day === 1 && lead >= 24 ? score : 0.1));
    expect(steeredBand(shape, scores(99))).toEqual(steeredBand(shape, scores(0)));
  });

  it('moves the median to where the truths fall', () => {
    const band = steeredBand(
      shape,
      days(30, () => 0.8),
    );
    expect(at(band, 0, 0.5)).toBeGreaterThan(0.3);
    expect(at(band, 0, 0.5)).toBeLessThan(0.8);
  });

  it('brings the coverage of errors three times as large back within two points', () => {
    const noise = seededNoise(5);
    const all = days(240, () => 3 * 0.9 * noise());
    const shares = [0.8, 0.9];
    const hits = [0, 0];
    for (let issue = 60; issue < 236; issue++) {
      const band = steeredBand(shape, all.slice(issue - 42, issue));
      const bounds = shares.map((share) =>
        [0, 1, 2, 3].map((day) => [(1 - share) / 2, (1 + share) / 2].map((level) => at(band, day, level))),
      );
      all[issue]?.subarray(0, 96).forEach((score, lead) => {
        bounds.forEach((ofDays, i) => {
          const [low = NaN, high = NaN] = ofDays[Math.floor(lead / 24)] ?? [];
          if (score >= low && score <= high) hits[i] = (hits[i] ?? 0) + 1 / (176 * 96);
        });
      });
    }
    shares.forEach((share, i) => expect(Math.abs((hits[i] ?? NaN) - share)).toBeLessThan(0.02));
  });

  it('never crosses itself nor the point value, and stays finite, whatever came', () => {
    const score = fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), fc.constant(NaN));
    const row = fc.option(
      fc.array(score, { minLength: 98, maxLength: 98 }).map((of) => Float64Array.from(of)),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        for (const curve of steeredBand(shape, rows)) {
          expect(curve.every(Number.isFinite)).toBe(true);
          curve.forEach((value, i) => expect(value).toBeLessThanOrEqual(curve[i + 1] ?? Infinity));
          expect(valueAtLevel(curve, 0.1)).toBeLessThanOrEqual(0);
          expect(valueAtLevel(curve, 0.9)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});
