import fc from 'fast-check';
import { cheapestSlots } from './cheapest-slots';
import { cheapestWindow } from './cheapest-window';
import { hourlyCosts } from './hourly-costs';
import { slotCount } from './slot';
import type { WorkSpan } from './timing';

const FIRST_HOUR = 1000;
const FIRST_SLOT = FIRST_HOUR * 4;

const costsAndSpan = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 })
  .chain((values) => {
    const end = FIRST_SLOT + 4 * values.length;
    return fc.record({
      values: fc.constant(values),
      span: fc.record({
        earliest: fc.integer({ min: FIRST_SLOT - 3, max: end }),
        deadline: fc.integer({ min: FIRST_SLOT, max: end + 3 }),
        slots: fc.integer({ min: 1, max: 10 }),
      }),
    });
  });

const costsOf = (values: number[]) => hourlyCosts(FIRST_HOUR, Float64Array.from(values));
const costOfSlot = (values: number[], slot: number) => values[Math.floor(slot / 4) - FIRST_HOUR] ?? NaN;
const usableSlots = (values: number[], { earliest, deadline }: WorkSpan) =>
  Array.from({ length: 4 * values.length }, (_, i) => FIRST_SLOT + i).filter(
    (slot) => slot >= earliest && slot < deadline,
  );

describe('cheapestWindow', () => {
  it('is what trying every start finds, and the earliest of the best', () => {
    fc.assert(
      fc.property(costsAndSpan, ({ values, span }) => {
        const usable = usableSlots(values, span);
        const tries = usable.slice(0, Math.max(0, usable.length - span.slots + 1)).map((start) => {
          const slots = Array.from({ length: span.slots }, (_, i) => start + i);
          return { start, cost: slots.reduce((sum, slot) => sum + costOfSlot(values, slot), 0) };
        });
        const least = Math.min(...tries.map(({ cost }) => cost));
        const first = tries.find(({ cost }) => cost === least);
        const found = cheapestWindow(costsOf(values), span);
        if (first === undefined) expect(found).toBeNull();
        else {
          expect(found?.cost).toBeCloseTo(first.cost, 9);
          expect(found?.runs).toEqual([{ from: first.start, until: first.start + span.slots }]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('cheapestSlots', () => {
  it('costs what the cheapest slots cost, inside the span, each slot once', () => {
    fc.assert(
      fc.property(costsAndSpan, ({ values, span }) => {
        const usable = usableSlots(values, span);
        const found = cheapestSlots(costsOf(values), span, null);
        if (usable.length < span.slots) {
          expect(found).toBeNull();
          return;
        }
        const sorted = usable.map((slot) => costOfSlot(values, slot)).sort((a, b) => a - b);
        const least = sorted.slice(0, span.slots).reduce((sum, cost) => sum + cost, 0);
        expect(found?.cost).toBeCloseTo(least, 9);
        const runs = found?.runs ?? [];
        expect(slotCount(runs)).toBe(span.slots);
        expect(runs.every(({ from, until }, i) => from < until && from > (runs[i - 1]?.until ?? -1))).toBe(
          true,
        );
        expect(runs[0]?.from).toBeGreaterThanOrEqual(Math.max(span.earliest, FIRST_SLOT));
        expect(runs.at(-1)?.until).toBeLessThanOrEqual(
          Math.min(span.deadline, FIRST_SLOT + 4 * values.length),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never costs more than the cheapest window', () => {
    fc.assert(
      fc.property(costsAndSpan, ({ values, span }) => {
        const [paused, whole] = [
          cheapestSlots(costsOf(values), span, null),
          cheapestWindow(costsOf(values), span),
        ];
        expect(paused === null).toBe(whole === null);
        expect(paused?.cost ?? 0).toBeLessThanOrEqual((whole?.cost ?? 0) + 1e-9);
      }),
    );
  });
});

describe('hourlyCosts', () => {
  it('refuses an hour that nobody knows', () => {
    expect(() => hourlyCosts(7, Float64Array.of(1, NaN))).toThrow('cost NaN of hour 8 is not finite');
  });
});
