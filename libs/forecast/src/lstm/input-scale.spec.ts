import { inputScaleOf, standardise } from './input-scale';

describe('inputScaleOf', () => {
  it('takes mean and standard deviation of each input over the known values', () => {
    const rows = Float32Array.of(1, 5, 3, 5, NaN, 5, 5, 5);
    const { means, deviations } = inputScaleOf(rows, 2);
    expect([...means]).toEqual([3, 5]);
    expect(deviations[0]).toBeCloseTo(Math.sqrt(8 / 3), 6);
    expect(deviations[1]).toBe(0);
  });

  it('standardises, clips, and takes what is not known or never changes as usual', () => {
    const scale = { means: Float32Array.of(10, 7), deviations: Float32Array.of(2, 0) };
    expect([...standardise(Float32Array.of(13, 8, 1000, 7, -1000, 6, NaN, NaN), scale)]).toEqual([
      1.5, 0, 5, 0, -5, 0, 0, 0,
    ]);
  });
});
