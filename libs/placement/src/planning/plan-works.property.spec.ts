import fc from 'fast-check';
import { planWorks } from './plan-works';
import type { BatchTerms, PlannedWork, WaitingWork } from './batch';
import { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { slotCount } from './slot';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, place, workOf } from './work.fixture';
import type { WorkToPlace } from './work';

const TERMS: BatchTerms = {
  weights: { carbon: 1, cost: 0 },
  minGainPercent: 0,
  expected: [],
  previous: RoomPrices.NONE,
  rounds: 10,
};
const HOURS = 8;

const forecast = fc.array(fc.integer({ min: 10, max: 500 }), { minLength: HOURS, maxLength: HOURS });
const forecasts = fc.record({ A: forecast, B: forecast });
const anyWork = fc
  .record({
    powerKw: fc.constantFrom(0.3, 0.5, 1, 2.5),
    slots: fc.integer({ min: 1, max: 9 }),
    slack: fc.integer({ min: 0, max: 14 }),
    isInterruptible: fc.boolean(),
    home: fc.constantFrom('A', 'B'),
    mayMove: fc.boolean(),
  })
  .map(({ slack, home, mayMove, slots, ...rest }) =>
    workOf({
      ...rest,
      slots,
      deadline: FIRST_SLOT + slots + slack,
      home: place(home),
      others: mayMove ? [place(home === 'A' ? 'B' : 'A')] : [],
    }),
  );

/** Mean kW of the plans that take room, by region and hour. */
function loadOf(works: readonly WorkToPlace[], plans: readonly PlannedWork[]): Map<string, number> {
  const load = new Map<string, number>();
  for (const [i, { placement }] of plans.entries()) {
    if (placement === null || placement.isRunNow) continue;
    for (const { from, until } of placement.runs) {
      for (let slot = from; slot < until; slot++) {
        const key = `${placement.region} ${Math.floor(slot / 4)}`;
        load.set(key, (load.get(key) ?? 0) + (works[i]?.powerKw ?? NaN) / 4);
      }
    }
  }
  return load;
}

describe('planWorks, hour after hour', () => {
  it('places all work inside its limits, and never overloads an hour', () => {
    fc.assert(
      fc.property(
        fc.array(anyWork, { minLength: 1, maxLength: 12 }),
        fc.array(forecasts, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 0.6, 1.5, 4),
        (works, said, capKw) => {
          const ledger = new RoomLedger(() => capKw);
          let plans: PlannedWork[] = works.map(() => ({ placement: null, isKept: false }));
          for (const gPerKwh of said) {
            const waiting = works.map((work, i): WaitingWork => {
              const held = plans[i]?.placement ?? null;
              // Work that has a plan is planned again a moment later, when running now is over.
              return {
                id: String(i),
                held,
                work: held === null ? work : { ...work, arrival: FIRST_SLOT - 1 },
              };
            });
            const open = waiting.filter(({ held }) => held?.isRunNow !== true);
            const { planned } = planWorks(open, outlooksOf(gPerKwh), ledger, TERMS);
            plans = plans.map((plan, i) => planned.get(String(i)) ?? plan);
            for (const kw of loadOf(works, plans).values()) expect(kw).toBeLessThanOrEqual(capKw + 1e-6);
          }
          for (const [i, work] of works.entries()) {
            const placement = plans[i]?.placement;
            expect(placement?.runs[0]?.from).toBeGreaterThanOrEqual(FIRST_SLOT);
            expect(placement?.runs.at(-1)?.until).toBeLessThanOrEqual(work.deadline);
            expect(slotCount(placement?.runs ?? [])).toBe(work.slots);
            expect([work.home, ...work.others].map(({ region }) => region)).toContain(placement?.region);
          }
          const load = loadOf(works, plans);
          for (const region of ['A', 'B']) {
            for (let hour = FIRST_HOUR; hour < FIRST_HOUR + HOURS; hour++)
              expect(ledger.roomKwAt(region, hour)).toBeCloseTo(
                capKw - (load.get(`${region} ${hour}`) ?? 0),
                5,
              );
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Works of whole hours that fill an hour's room each, two regions, three hours. */
const tiny = fc.record({
  gPerKwh: fc.record({
    A: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    B: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
  }),
  homes: fc.array(fc.constantFrom('A' as const, 'B' as const), { minLength: 1, maxLength: 5 }),
});

/** The least grams of all ways to give each work an hour of its own or to run it now. */
function leastG(
  homes: readonly ('A' | 'B')[],
  gPerKwh: { A: number[]; B: number[] },
  taken: string[] = [],
): number {
  const [home, ...rest] = homes;
  if (home === undefined) return 0;
  const now = (gPerKwh[home][0] ?? NaN) + leastG(rest, gPerKwh, taken);
  const moved = (['A', 'B'] as const).flatMap((region) =>
    [0, 1, 2]
      .filter((hour) => !taken.includes(`${region}${hour}`))
      .map((hour) => (gPerKwh[region][hour] ?? NaN) + leastG(rest, gPerKwh, [...taken, `${region}${hour}`])),
  );
  return Math.min(now, ...moved);
}

describe('planWorks against all ways there are', () => {
  it('never does better, nor worse than running now, and saves nearly as much in all', () => {
    let [saved, savable] = [0, 0];
    fc.assert(
      fc.property(tiny, ({ gPerKwh, homes }) => {
        const waiting = homes.map((home, i): WaitingWork => {
          const others = [place(home === 'A' ? 'B' : 'A')];
          return {
            id: String(i),
            held: null,
            work: workOf({ home: place(home), others, deadline: FIRST_SLOT + 12 }),
          };
        });
        const ledger = new RoomLedger(() => 1);
        const { planned } = planWorks(waiting, outlooksOf(gPerKwh), ledger, { ...TERMS, rounds: 40 });
        const total = [...planned.values()].reduce(
          (sum, { placement }) => sum + (placement?.expectedG ?? NaN),
          0,
        );
        const now = homes.reduce((sum, home) => sum + (gPerKwh[home][0] ?? NaN), 0);
        const least = leastG(homes, gPerKwh);
        expect(total).toBeGreaterThanOrEqual(least - 1e-6);
        expect(total).toBeLessThanOrEqual(now + 1e-6);
        saved += now - total;
        savable += now - least;
      }),
      { numRuns: 100, seed: 20 },
    );
    expect(saved / savable).toBeGreaterThan(0.95);
  });
});
