import * as fc from 'fast-check';
import { avoidedGrams, percentOf } from './shares';

describe('shares and what was avoided', () => {
  it('rounds down, so that nothing looks better than it is', () => {
    expect([percentOf(99_999n, 100_000n), percentOf(1n, 3n), percentOf(0n, 7n)]).toEqual([99.99, 33.33, 0]);
    expect(percentOf(1n, 0n)).toBeNull();
    expect([avoidedGrams(1_999_999n), avoidedGrams(-1n), avoidedGrams(-1_000_000n)]).toEqual([1n, -1n, -1n]);
  });

  it('never sums to more than the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1 }), (parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0n);
        const percents = parts.map((part) => percentOf(part, whole) ?? 0);
        expect(Math.round(percents.reduce((sum, one) => sum + one * 100, 0))).toBeLessThanOrEqual(10_000);
      }),
    );
  });
});
