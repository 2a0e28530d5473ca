import fc from 'fast-check';
import { shown, shownProduct } from './shown';

/** `digits` x 10^-places: a figure of at most six digits. */
const figure = fc.record({
  digits: fc.integer({ min: 1, max: 999_999 }),
  places: fc.integer({ min: 0, max: 6 }),
});

describe('shownProduct', () => {
  it('leaves no binary remainder', () => {
    expect(1.1 * 1.1).not.toBe(1.21);
    expect(shownProduct(1.1, 1.1)).toBe(1.21);
  });

  it('is exactly the decimal product of two figures that are shown', () => {
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        const value = ({ digits, places }: typeof a) => Number(`${digits}e-${places}`);
        expect(shown(value(a))).toBe(value(a));
        const exact = Number(`${BigInt(a.digits) * BigInt(b.digits)}e-${a.places + b.places}`);
        expect(shownProduct(value(a), value(b))).toBe(exact);
      }),
    );
  });
});
