import * as fc from 'fast-check';
import { jsonAtLeast, jsonAtMost } from './json-number';
import { ceilDivide, floorDivide } from './division';
import {
  basisPointsOf,
  centsOf,
  gramsOf,
  gramsOfMicrograms,
  hundredthsAsNumber,
  microgramsAtMost,
  microgramsOf,
} from './units';

const grams = (amount: number, unit: 'g' | 'kg' | 't' = 'g') => {
  const parsed = gramsOf(amount, unit);
  return parsed.kind === 'grams' ? parsed.grams : parsed.detail;
};

describe('amounts', () => {
  it.each([
    [10_000, 'g', 10_000n],
    [0.3, 'kg', 300n],
    [1.005, 't', 1_005_000n],
    [0.000001, 't', 1n],
    [1e-6, 't', 1n],
    [123.456789, 't', 123_456_789n],
    [9_007_199_254_740_991, 'g', 9_007_199_254_740_991n],
    [1e10, 't', 10_000_000_000_000_000n],
    [1e16, 'g', 10_000_000_000_000_000n],
  ] as const)('%d %s is %d g', (amount, unit, expected) => {
    expect(grams(amount, unit)).toBe(expected);
  });

  it.each([
    [0, 'g', 'more than 0'],
    [-1, 't', 'more than 0'],
    [-0, 'g', 'more than 0'],
    [0.5, 'g', 'whole grams'],
    [0.0000005, 't', 'whole grams'],
    [0.1 + 0.2, 't', 'whole grams'],
    [NaN, 'g', 'whole grams'],
    [Infinity, 't', 'whole grams'],
    [9_007_199_254_740_994, 'g', 'at most 15 digits'],
    [10_000_000_001, 't', '10 Gt'],
    [1e300, 'g', '10 Gt'],
  ] as const)('%d %s is refused', (amount, unit, detail) => {
    expect(grams(amount, unit)).toContain(detail);
  });

  it('reads cents and hundredths of a percent from decimal digits, not from their binary neighbours', () => {
    expect([0.07, 150, 19.99, 1.1, 0].map(centsOf)).toEqual([7n, 15_000n, 1_999n, 110n, 0n]);
    expect([0.075, 1.005, -1, NaN].map(centsOf)).toEqual([null, null, null, null]);
    expect([100, 33.33, 0, 0.001].map(basisPointsOf)).toEqual([10_000n, 3_333n, 0n, null]);
    expect([0n, 7n, 15_000n, 9_999n, -105n].map(hundredthsAsNumber)).toEqual([0, 0.07, 150, 99.99, -1.05]);
  });

  it('rounds what was emitted up to a microgram, and what it is compared with down', () => {
    expect([0, 1, 0.0174, 1e-7, 2.5000001].map(microgramsOf)).toEqual([
      0n,
      1_000_000n,
      17_400n,
      1n,
      2_500_001n,
    ]);
    expect([0, 1, 0.0174, 1e-7, 2.5000001].map(microgramsAtMost)).toEqual([
      ...[0n, 1_000_000n, 17_400n, 0n],
      2_500_000n,
    ]);
    expect(() => microgramsOf(NaN)).toThrow(RangeError);
  });

  it('gives back every whole number of grams that it shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (micro) => {
        expect(grams(micro / 1e6, 't')).toBe(BigInt(micro));
        expect(centsOf(micro / 100)).toBe(BigInt(micro));
      }),
    );
  });

  it('rounds emissions up and shares down', () => {
    expect([0n, 1n, 1_000_000n, 1_000_001n, 17_400n].map(gramsOfMicrograms)).toEqual([0n, 1n, 1n, 2n, 1n]);
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
        fc.bigInt({ min: 1n, max: 2n ** 40n }),
        (a, b) => {
          const [up, down] = [ceilDivide(a, b), floorDivide(a, b)];
          expect(up * b >= a && (up - 1n) * b < a).toBe(true);
          expect(down * b <= a && (down + 1n) * b > a).toBe(true);
        },
      ),
    );
  });
});

describe('JSON numbers', () => {
  it('are exact to 9 Gt, then rounded to the side that flatters nobody', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n }), (value) => {
        const [low, high] = [jsonAtMost(value), jsonAtLeast(value)];
        expect(BigInt(low) <= value && value <= BigInt(high)).toBe(true);
        expect(value > 2n ** 53n || (low === Number(value) && high === Number(value))).toBe(true);
        expect(value === 0n || high - low <= Number(value) * 2 ** -51).toBe(true);
      }),
    );
    expect(jsonAtMost(2n ** 53n + 1n)).toBe(2 ** 53);
    expect(jsonAtLeast(2n ** 53n + 1n)).toBe(2 ** 53 + 2);
  });
});
