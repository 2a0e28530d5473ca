import * as fc from 'fast-check';
import { deviationAt, meanDeviation, profileAt, signalOf, slotOf } from './signal';

const meanOfKnown = (values: readonly number[]): number => {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** The mean of the hours of the last 7 days before an origin that are whole days away from the target. */
const bruteProfile = (values: Float64Array, origin: number, offset: number): number => {
  const sameHour = (hour: number) => (hour - origin - offset) % 24 === 0;
  return meanOfKnown(
    [...values].filter((_, hour) => hour < origin && hour >= origin - 168 && sameHour(hour)),
  );
};

const expectSame = (value: number, expected: number) => {
  if (Number.isNaN(expected)) expect(value).toBeNaN();
  else expect(value).toBeCloseTo(expected, 10);
};

const history = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.double({ min: 0, max: 9, noNaN: true }) }, fc.constant(NaN)), {
    minLength: 1,
    maxLength: 24 * 12,
  })
  .map((values) => Float64Array.from(values));
const place = fc.record({ values: history, share: fc.double({ min: 0, max: 1, noNaN: true }) });
const originOf = (values: Float64Array, share: number) => Math.floor(share * values.length);

describe('profileAt', () => {
  it('is the mean of the same hour over the 7 days before the origin, however far the target is', () => {
    const offset = fc.integer({ min: -168, max: 100 });
    fc.assert(
      fc.property(place, offset, ({ values, share }, hours) => {
        const origin = originOf(values, share);
        expectSame(profileAt(signalOf(values), origin, hours), bruteProfile(values, origin, hours));
      }),
      { numRuns: 300 },
    );
  });

  it('does not change with any hour from the origin on', () => {
    fc.assert(
      fc.property(place, ({ values, share }) => {
        const origin = originOf(values, share);
        const poisoned = signalOf(values.map((value, hour) => (hour < origin ? value : 1e9)));
        const plain = signalOf(values);
        for (let offset = 0; offset < 48; offset++) {
          expect(profileAt(poisoned, origin, offset)).toBe(profileAt(plain, origin, offset));
        }
      }),
    );
  });
});

describe('meanDeviation', () => {
  it('is the mean of what is known of the hours before the origin, against their profile', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 72 }), ({ values, share }, hours) => {
        const origin = originOf(values, share);
        const deviations = Array.from({ length: hours }, (_, i) => {
          return (values[origin - i - 1] ?? NaN) - bruteProfile(values, origin, -(i + 1));
        });
        expectSame(meanDeviation(signalOf(values), origin, hours), meanOfKnown(deviations));
      }),
    );
  });

  it('tells by hand', () => {
    // 8 days: the first 7 at 10 MW, the last at 17 MW; origin after it, so its profile is (6 x 10 + 17) / 7 = 11.
    const signal = signalOf(Float64Array.from({ length: 192 }, (_, hour) => (hour < 168 ? 10 : 17)));
    expect(profileAt(signal, 192, 5)).toBe(11);
    expect(deviationAt(signal, 192, -1)).toBe(6);
    expect(deviationAt(signal, 192, -25)).toBe(-1);
    expect(meanDeviation(signal, 192, 48)).toBe(2.5);
  });
});

describe('slotOf', () => {
  it.each([
    [0, 0],
    [23, 23],
    [24, 0],
    [97, 1],
    [-1, 23],
    [-48, 0],
  ])('puts %i hours at hour %i of the day', (offset, slot) => {
    expect(slotOf(offset)).toBe(slot);
  });
});
