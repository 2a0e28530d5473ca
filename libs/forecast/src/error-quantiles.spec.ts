import { MIN_ERRORS_PER_LEAD, errorQuantiles, quantileOfSorted } from './error-quantiles';

describe('quantileOfSorted', () => {
  it('takes order statistic level x (n + 1) of n independent days', () => {
    // 19 days of hourly errors 0..455: level 0.9 is day 18 of 19, that is share 17/18 of the way.
    const errors = Float64Array.from({ length: 19 * 24 }, (_, i) => i);
    expect(quantileOfSorted(errors, 0.9)).toBeCloseTo((455 * 17) / 18, 9);
    expect(quantileOfSorted(errors, 0.1)).toBeCloseTo((455 * 1) / 18, 9);
    expect(quantileOfSorted(errors, 0.5)).toBeCloseTo(227.5, 9);
  });

  it('takes the farthest error when days are few', () => {
    expect(quantileOfSorted(Float64Array.of(-3, 0, 1, 2, 5, 9), 0.1)).toBe(-3);
    expect(quantileOfSorted(Float64Array.of(-3, 0, 1, 2, 5, 9), 0.9)).toBe(9);
  });
});

describe('errorQuantiles', () => {
  const enough = Array.from({ length: MIN_ERRORS_PER_LEAD }, (_, i) => i - 2);

  it('widens by the square root of the lead beyond the errors it has', () => {
    const [low, high] = errorQuantiles([enough, [1], [], []], [0.1, 0.9]) ?? [];
    expect([...(low ?? [])]).toEqual([-2, -2 * Math.sqrt(2), -2 * Math.sqrt(3), -4]);
    expect([...(high ?? [])]).toEqual([3, 3 * Math.sqrt(2), 3 * Math.sqrt(3), 6]);
  });

  it('says nothing without errors at the first lead', () => {
    expect(errorQuantiles([[1, 2], enough], [0.5])).toBeNull();
  });
});
