import { onPart, rangeAround, spanFactor } from './range';

describe('spanFactor', () => {
  const twofold = { cause: 'x', low: 0.5, high: 2 };

  it('is that of a single cause, and the root of the sum of squares of several', () => {
    expect(spanFactor([])).toBe(1);
    expect(spanFactor([twofold])).toBeCloseTo(2, 12);
    expect(spanFactor([twofold, twofold])).toBeCloseTo(2 ** Math.SQRT2, 12);
  });

  it('dilutes a cause that acts on a part', () => {
    expect(onPart(twofold, 0)).toEqual({ cause: 'x', low: 1, high: 1 });
    expect(onPart(twofold, 1)).toEqual(twofold);
    expect(onPart(twofold, 0.5)).toEqual({ cause: 'x', low: 0.75, high: 1.5 });
  });

  it('spans the same factor on both sides', () => {
    expect(rangeAround(10, [twofold])).toEqual({ low: 5, mid: 10, high: 20 });
  });
});
