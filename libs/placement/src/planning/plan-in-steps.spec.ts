import { planInSteps, planWorks } from './plan-works';
import type { BatchTerms, WaitingWork } from './batch';
import type { Placement } from './placement';
import { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { atOnce, sortInSteps } from './steps';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, place, workOf } from './work.fixture';

const TERMS: BatchTerms = {
  weights: { carbon: 1, cost: 0 },
  minGainPercent: 0,
  expected: [],
  previous: RoomPrices.NONE,
  rounds: 8,
  keepWithinPercent: 1,
};
const heldAt = (hour: number): Placement => ({
  region: 'HOME',
  runs: [{ from: FIRST_SLOT + 4 * hour, until: FIRST_SLOT + 4 * hour + 4 }],
  isRunNow: false,
  expectedG: NaN,
  expectedUsd: null,
  weighed: NaN,
});
const arrivedBefore = { arrival: FIRST_SLOT - 4 };
const hourOf = (placement: Placement | null | undefined) =>
  ((placement?.runs[0]?.from ?? NaN) - FIRST_SLOT) / 4;

describe('planInSteps', () => {
  const planAt = (held: number, gPerKwh: number[], terms = TERMS) => {
    const ledger = new RoomLedger(() => 1);
    ledger.reserve({ ...heldAt(held), powerKw: 1 });
    const waiting = [{ id: 'a', work: workOf(arrivedBefore), held: heldAt(held) }];
    const { planned } = planWorks(waiting, outlooksOf({ HOME: gPerKwh }), ledger, terms);
    return hourOf(planned.get('a')?.placement);
  };

  it('keeps a plan for which there is hardly a better one, and leaves it for a better one', () => {
    expect(planAt(2, [300, 99.5, 100, 300])).toBe(2);
    expect(planAt(2, [300, 99.5, 100, 300], { ...TERMS, keepWithinPercent: 0.1 })).toBe(1);
    expect(planAt(2, [300, 90, 100, 300])).toBe(1);
  });

  it('keeps its own figures of now with a plan that it keeps', () => {
    const ledger = new RoomLedger(() => 1);
    ledger.reserve({ ...heldAt(2), powerKw: 1 });
    const waiting = [{ id: 'a', work: workOf(arrivedBefore), held: heldAt(2) }];
    const { planned } = planWorks(waiting, outlooksOf({ HOME: [300, 300, 100, 300] }), ledger, TERMS);
    expect(planned.get('a')?.placement?.expectedG).toBeCloseTo(100, 9);
  });

  it('lets all keep their room where a cap has become smaller, and moves who can', () => {
    const ledger = new RoomLedger(() => 1);
    const ids = ['a', 'b', 'c'];
    for (const _ of ids) ledger.enter({ ...heldAt(1), powerKw: 1 });
    const waiting = ids.map((id) => ({
      id,
      work: workOf({ ...arrivedBefore, deadline: FIRST_SLOT + 12 }),
      held: heldAt(1),
    }));
    const { planned } = planWorks(waiting, outlooksOf({ HOME: [200, 100, 150] }), ledger, TERMS);
    expect([...planned.values()].map(({ placement }) => hourOf(placement)).sort()).toEqual([0, 1, 2]);
    expect([0, 1, 2].map((hour) => ledger.roomKwAt('HOME', FIRST_HOUR + hour))).toEqual([0, 0, 0]);
  });

  it('sees the regions as each work does', () => {
    const own = outlooksOf({ HOME: [300, 300, 50, 300] });
    const terms = { weights: { carbon: 1, cost: 0 }, minGainPercent: 0 };
    const one = (id: string, more: Partial<WaitingWork> = {}): WaitingWork => ({
      ...{ id, work: workOf(arrivedBefore), held: null },
      ...more,
    });
    const waiting = [one('common'), one('other', { view: { terms, outlooks: own } })];
    const common = outlooksOf({ HOME: [300, 100, 300, 300] });
    const { planned } = planWorks(waiting, common, new RoomLedger(() => 1), TERMS);
    expect(hourOf(planned.get('common')?.placement)).toBe(1);
    expect(hourOf(planned.get('other')?.placement)).toBe(2);
  });

  it('weighs what each work weighs', () => {
    const cheap = { home: place('HOME', { usdPerHour: 2 }), others: [place('AWAY', { usdPerHour: 1 })] };
    const outlooks = outlooksOf({ HOME: [100, 100, 100, 100], AWAY: [110, 110, 110, 110] });
    const view = { terms: { weights: { carbon: 0, cost: 1 }, minGainPercent: 0 }, outlooks };
    const waiting = [
      { id: 'green', work: workOf(cheap), held: null },
      { id: 'thrifty', work: workOf(cheap), held: null, view },
    ];
    const { planned } = planWorks(waiting, outlooks, new RoomLedger(() => null), TERMS);
    expect(planned.get('green')?.placement?.region).toBe('HOME');
    expect(planned.get('thrifty')?.placement?.region).toBe('AWAY');
  });

  it('pauses after each work', () => {
    const waiting = ['a', 'b', 'c'].map((id) => ({ id, work: workOf(), held: null }));
    const outlooks = outlooksOf({ HOME: [200, 100, 100] });
    const steps = planInSteps(waiting, outlooks, new RoomLedger(() => 1), { ...TERMS, rounds: 2 });
    let pauses = 0;
    while (steps.next().done !== true) pauses += 1;
    expect(pauses).toBeGreaterThanOrEqual(3 * 3);
  });
});

describe('sortInSteps', () => {
  it('sorts as a stable sort does, however many there are', () => {
    const items = Array.from({ length: 20_001 }, (_, i) => ({ key: (i * 7919) % 97, i }));
    const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key;
    expect(atOnce(sortInSteps(items, byKey))).toEqual([...items].sort(byKey));
    expect(atOnce(sortInSteps([], byKey))).toEqual([]);
  });
});

describe('RoomPrices', () => {
  it('are the same after they were listed, but for hours without one', () => {
    const gPerKwh = Float64Array.from([0, 12.5, 3]);
    const prices = RoomPrices.of(new Map([['DE', { firstHour: 7, gPerKwh }]]));
    expect(prices.listed()).toEqual([
      { region: 'DE', hour: 8, gPerKwh: 12.5 },
      { region: 'DE', hour: 9, gPerKwh: 3 },
    ]);
    const again = RoomPrices.from(prices.listed());
    expect([6, 7, 8, 9, 10].map((hour) => again.at('DE', hour))).toEqual([0, 0, 12.5, 3, 0]);
    expect(RoomPrices.from([])).toBe(RoomPrices.NONE);
  });
});
