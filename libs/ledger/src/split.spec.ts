import * as fc from 'fast-check';
import { splitByWeight } from './split';

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 200 })
  .filter((all) => all.some((weight) => weight > 0n));

describe('splitByWeight', () => {
  it('gives what is left by rounding to those that lost most', () => {
    expect(splitByWeight(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitByWeight(10n, [5n, 3n, 1n])).toEqual([6n, 3n, 1n]);
    expect(splitByWeight(2n, [1n, 0n, 1n, 1n])).toEqual([1n, 0n, 1n, 0n]);
    expect(splitByWeight(0n, [7n])).toEqual([0n]);
  });

  it('loses and invents nothing, and is never off by one or more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 22n }), weights, (total, shares) => {
        const parts = splitByWeight(total, shares);
        const sum = shares.reduce((a, b) => a + b, 0n);
        expect(parts.reduce((a, b) => a + b, 0n)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const off = (parts[index] ?? -1n) * sum - total * share;
          expect(off < sum && off > -sum).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    [1n, []],
    [1n, [0n, 0n]],
    [-1n, [1n]],
    [1n, [2n, -1n]],
  ])('refuses %d by %j', (total, shares) => {
    expect(() => splitByWeight(total, shares)).toThrow(RangeError);
  });
});
