import fc from 'fast-check';
import { zeroOf } from './zero-search';

describe('zeroOf', () => {
  it('finds the zero of any rising power', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 2.9, noNaN: true }),
        fc.constantFrom(0.5, 1, 2, 3),
        (zero, power) => {
          const rising = (tried: number): number => tried ** power - zero ** power;
          expect(Math.abs(rising(zeroOf(rising, { least: 0.01, most: 3 }, 1e-6)))).toBeLessThanOrEqual(1e-6);
        },
      ),
    );
  });

  it('gives the nearer end where there is none', () => {
    expect(zeroOf((tried) => tried + 1, { least: 0, most: 3 }, 1e-6)).toBe(0);
    expect(zeroOf((tried) => tried - 9, { least: 0, most: 3 }, 1e-6)).toBe(3);
  });
});
