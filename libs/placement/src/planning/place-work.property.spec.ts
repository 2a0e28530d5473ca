import fc from 'fast-check';
import { withRoom } from './outlook';
import { placeWork } from './place-work';
import type { SlotRun } from './slot';
import { slotCount } from './slot';
import { RoomLedger } from './room-ledger';
import { FIRST_SLOT, outlooksOf, place, workOf } from './work.fixture';

const HOURS = 3;
const TERMS = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };
const REGIONS = ['HOME', 'B', 'C'] as const;

const intensities = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: HOURS, maxLength: HOURS });
const caps = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: HOURS, maxLength: HOURS });
const setting = fc.record({
  gPerKwh: fc.record({ HOME: intensities, B: intensities, C: intensities }),
  /** Quarters of 2 kW that are left in each hour. */
  quarters: fc.option(fc.record({ HOME: caps, B: caps, C: caps }), { nil: null }),
  offset: fc.integer({ min: 0, max: 5 }),
  slots: fc.integer({ min: 1, max: 4 }),
  slack: fc.integer({ min: 0, max: 9 }),
  isInterruptible: fc.boolean(),
  hasWaited: fc.boolean(),
  others: fc.subarray(['B', 'C'] as const),
  transferG: fc.integer({ min: 0, max: 3 }),
});
type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;

/** Every way to choose `count` of `slots`, in order; consecutive ones only for work that must not pause. */
function waysOf(slots: readonly number[], count: number, mayPause: boolean): number[][] {
  if (!mayPause)
    return slots.slice(0, Math.max(0, slots.length - count + 1)).map((_, i) => slots.slice(i, i + count));
  if (count === 0) return [[]];
  return slots.flatMap((slot, i) =>
    waysOf(slots.slice(i + 1), count - 1, mayPause).map((rest) => [slot, ...rest]),
  );
}

const hourOf = (slot: number) => Math.floor((slot - FIRST_SLOT) / 4);

/** The least grams of all ways to run it, by trying each; Infinity where there is none. */
function leastByTrying(work: ReturnType<typeof workOf>, { gPerKwh, quarters }: Setting): number {
  const usable = Array.from({ length: 4 * HOURS }, (_, i) => FIRST_SLOT + i).filter(
    (slot) => slot >= work.earliest && slot < work.deadline,
  );
  const all = [work.home, ...work.others].flatMap(({ region }) =>
    waysOf(usable, work.slots, work.isInterruptible).map((slots) => {
      const name = region as (typeof REGIONS)[number];
      const isRunNow =
        name === 'HOME' &&
        slots[0] === work.arrival &&
        (slots.at(-1) ?? NaN) - (slots[0] ?? NaN) === slots.length - 1;
      const isRoomy =
        isRunNow ||
        quarters === null ||
        quarters[name].every((left, hour) => slots.filter((slot) => hourOf(slot) === hour).length <= left);
      const grams = slots.reduce((sum, slot) => sum + (2 / 4) * (gPerKwh[name][hourOf(slot)] ?? NaN), 0);
      return isRoomy ? grams + (name === 'HOME' ? 0 : work.transferG) : Infinity;
    }),
  );
  return Math.min(Infinity, ...all);
}

function placed(setting: Setting) {
  const earliest = FIRST_SLOT + setting.offset;
  const work = workOf({
    arrival: setting.hasWaited ? earliest - 1 : earliest,
    earliest,
    deadline: earliest + setting.slots + setting.slack,
    slots: setting.slots,
    powerKw: 2,
    others: setting.others.map((region) => place(region)),
    isInterruptible: setting.isInterruptible,
    transferG: setting.transferG,
  });
  const { quarters } = setting;
  const outlooks = outlooksOf(setting.gPerKwh);
  const ledger = new RoomLedger(() => 8);
  if (quarters !== null) {
    for (const region of REGIONS) {
      for (const [hour, left] of quarters[region].entries()) {
        const [from, powerKw] = [FIRST_SLOT + 4 * hour, 8 - left / 2];
        ledger.reserve({ region, runs: [{ from, until: from + 4 }], powerKw });
      }
      const outlook = outlooks.get(region);
      if (outlook !== undefined) outlooks.set(region, withRoom(outlook, ledger.roomOf(region)));
    }
  }
  return { work, ledger, choice: placeWork(work, outlooks, TERMS) };
}

const inOrder = (runs: readonly SlotRun[]) =>
  runs.every(({ from, until }, i) => from < until && from > (runs[i - 1]?.until ?? -1));

describe('any work that is placed', () => {
  it('emits the least of all ways that regions, time and room allow', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { work, choice } = placed(given);
        const least = leastByTrying(work, given);
        const [best] = choice.placements;
        if (least === Infinity) expect(best).toBeUndefined();
        else expect(best?.expectedG).toBeCloseTo(least, 9);
      }),
      { numRuns: 1000 },
    );
  });

  it('runs inside its limits, for its length, in a region that is open to it, in room that is free', () => {
    fc.assert(
      fc.property(setting, (given) => {
        const { work, ledger, choice } = placed(given);
        for (const plan of choice.placements) {
          const { region, runs, isRunNow } = plan;
          expect(['HOME', ...given.others]).toContain(region);
          expect(runs[0]?.from).toBeGreaterThanOrEqual(work.earliest);
          expect(runs.at(-1)?.until).toBeLessThanOrEqual(work.deadline);
          expect(slotCount(runs)).toBe(work.slots);
          expect(inOrder(runs)).toBe(true);
          if (!work.isInterruptible) expect(runs).toHaveLength(1);
          const reservation = { ...plan, powerKw: work.powerKw };
          if (isRunNow || given.quarters === null) continue;
          ledger.reserve(reservation);
          ledger.release(reservation);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
