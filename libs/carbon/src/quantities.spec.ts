import fc from 'fast-check';
import { gramsCO2eq, gramsPerKwh, joulesToKwh, kilowattHours } from './quantities';

describe('quantities', () => {
  it('takes 3.6 million joules for a kilowatt-hour', () => {
    expect(joulesToKwh(3_600_000)).toBe(1);
  });

  it.each([gramsCO2eq, gramsPerKwh, kilowattHours, joulesToKwh])('%p keeps what is an amount', (quantity) => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e300, noNaN: true }), (value) => quantity(value) >= 0));
  });

  it.each([gramsCO2eq, gramsPerKwh, kilowattHours, joulesToKwh])('%p refuses what is none', (quantity) => {
    for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => quantity(value)).toThrow(RangeError);
  });
});
