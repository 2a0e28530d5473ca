import fc from 'fast-check';
import { hourlyCosts } from './hourly-costs';
import { roomyWindow } from './roomy-window';

const FIRST_HOUR = 1000;
const FIRST_SLOT = FIRST_HOUR * 4;
const POWER_KW = 2;

const hour = fc.record({
  cost: fc.integer({ min: 0, max: 3 }),
  /** Quarters of the work that the hour has room for. */
  left: fc.constantFrom(0, 1, 2, 3, 4, 4, 4, 4),
  busyKw: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
});
const setting = fc.record({
  hours: fc.array(hour, { minLength: 1, maxLength: 8 }),
  earliest: fc.integer({ min: -3, max: 12 }),
  span: fc.integer({ min: 1, max: 36 }),
  slots: fc.integer({ min: 1, max: 16 }),
});
type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;

/** Every start with room, by trying each. */
function startsByTrying({ hours, earliest, span, slots }: Setting) {
  return Array.from({ length: 4 * hours.length }, (_, start) => start)
    .filter((start) => start >= earliest && start + slots <= Math.min(earliest + span, 4 * hours.length))
    .map((start) => ({ start, taken: Array.from({ length: slots }, (_, i) => start + i) }))
    .filter(({ taken }) =>
      hours.every(({ left }, i) => taken.filter((slot) => Math.floor(slot / 4) === i).length <= left),
    )
    .map(({ start, taken }) => {
      const sumOf = (figure: (slot: number) => number) => taken.reduce((sum, slot) => sum + figure(slot), 0);
      return {
        start,
        cost: sumOf((slot) => hours[Math.floor(slot / 4)]?.cost ?? NaN),
        busyKw: sumOf((slot) => hours[Math.floor(slot / 4)]?.busyKw[slot % 4] ?? NaN),
      };
    });
}

function found({ hours, earliest, span, slots }: Setting) {
  const costs = hourlyCosts(
    FIRST_HOUR,
    Float64Array.from(hours, ({ cost }) => cost),
  );
  const times = { earliest: FIRST_SLOT + earliest, deadline: FIRST_SLOT + earliest + span, slots };
  const room = {
    roomKwAt: (at: number) => ((hours[at - FIRST_HOUR]?.left ?? NaN) * POWER_KW) / 4,
    busyKwAt: (slot: number) => hours[Math.floor(slot / 4) - FIRST_HOUR]?.busyKw[slot % 4] ?? NaN,
  };
  return roomyWindow(costs, times, { room, powerKw: POWER_KW });
}

describe('roomyWindow', () => {
  it('is what trying every start finds: the cheapest with room, of these the least busy, then the earliest', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const [best] = startsByTrying(given).sort(
          (a, b) => a.cost - b.cost || a.busyKw - b.busyKw || a.start - b.start,
        );
        const window = found(given);
        if (best === undefined) expect(window).toBeNull();
        else {
          expect(window?.cost).toBe(best.cost);
          expect(window?.runs[0]).toEqual({
            from: FIRST_SLOT + best.start,
            until: FIRST_SLOT + best.start + given.slots,
          });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
