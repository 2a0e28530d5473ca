import { scaleOf, standardised } from './standard-scale';

const ones = (length: number) => new Float64Array(length).fill(1);

describe('scaleOf', () => {
  it('is the weighted mean and standard deviation', () => {
    // (1 + 2 + 2 x 3) / 4 = 2.25; (1.25^2 + 0.25^2 + 2 x 0.75^2) / 4 = 0.6875
    const { mean, deviation } = scaleOf(Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 2));
    expect(mean).toBe(2.25);
    expect(deviation).toBeCloseTo(Math.sqrt(0.6875), 12);
  });

  it('leaves unknown values out', () => {
    expect(scaleOf(Float64Array.of(1, NaN, 3), ones(3))).toEqual({ mean: 2, deviation: 1 });
  });

  it.each([
    ['is known in less than half of its rows', [1, NaN, NaN, NaN, 5]],
    ['is never known', [NaN, NaN]],
    ['never changes', [7, 7, 7, 7]],
    ['changes by no more than rounding', [0.1 + 0.2, 0.3, 0.3]],
    ['has no row', []],
  ])('leaves out a column that %s', (_why, values) => {
    expect(scaleOf(Float64Array.from(values), ones(values.length)).deviation).toBe(0);
  });
});

describe('standardised', () => {
  it.each([
    [12, 1],
    [8, -1],
    [10, 0],
    [1e9, 5],
    [-1e9, -5],
    [NaN, 0],
  ])('puts %d at %d deviations from 10, of 2 each', (value, deviations) => {
    expect(standardised(value, 10, 2)).toBe(deviations);
  });

  it('says nothing of a column that is left out', () => {
    expect(standardised(3, 0, 0)).toBe(0);
  });
});
