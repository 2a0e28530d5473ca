import { planWorks } from './plan-works';
import type { BatchTerms, WaitingWork } from './batch';
import type { Placement } from './placement';
import { RoomLedger } from './room-ledger';
import { RoomPrices } from './room-price-table';
import { FIRST_HOUR, FIRST_SLOT, outlooksOf, workOf } from './work.fixture';

const TERMS: BatchTerms = {
  weights: { carbon: 1, cost: 0 },
  minGainPercent: 0,
  expected: [],
  previous: RoomPrices.NONE,
  rounds: 20,
};
const hourRun = (hour: number) => [{ from: FIRST_SLOT + 4 * hour, until: FIRST_SLOT + 4 * hour + 4 }];
const heldAt = (hour: number): Placement => ({
  region: 'HOME',
  runs: hourRun(hour),
  isRunNow: false,
  expectedG: 1,
  expectedUsd: null,
  weighed: 1,
});
const fresh = (id: string, changes: Parameters<typeof workOf>[0] = {}): WaitingWork => ({
  id,
  work: workOf(changes),
  held: null,
});

describe('planWorks', () => {
  it('fills the best hour, then the next, and runs now what gains nothing', () => {
    const ledger = new RoomLedger(() => 1);
    const outlooks = outlooksOf({ HOME: [200, 100, 150, 300] });
    const { planned } = planWorks([fresh('a'), fresh('b'), fresh('c')], outlooks, ledger, TERMS);
    const runs = [...planned.values()].map(({ placement }) => placement?.runs[0]?.from);
    expect(runs.sort()).toEqual([FIRST_SLOT, FIRST_SLOT + 4, FIRST_SLOT + 8]);
    expect([0, 1, 2, 3].map((hour) => ledger.roomKwAt('HOME', FIRST_HOUR + hour))).toEqual([1, 0, 0, 1]);
  });

  it('leaves scarce room to those who gain more by it, even if they have not arrived', () => {
    const outlooks = outlooksOf({ HOME: [130, 100, 500, 130, 500] });
    // Comes too late to begin before the hour at 100 g, and would run at 500 g otherwise.
    const soon = workOf({
      arrival: FIRST_SLOT + 4,
      earliest: FIRST_SLOT + 5,
      deadline: FIRST_SLOT + 12,
      slots: 3,
    });
    const expected = [{ work: soon, weight: 3 }];
    const modest = [fresh('modest', { deadline: FIRST_SLOT + 20 })];
    const hourOf = (terms: BatchTerms) => {
      const ledger = new RoomLedger(() => 1);
      const [plan] = planWorks(modest, outlooks, ledger, terms).planned.values();
      return ((plan?.placement?.runs[0]?.from ?? NaN) - FIRST_SLOT) / 4;
    };
    expect(hourOf(TERMS)).toBe(1);
    expect(hourOf({ ...TERMS, expected })).not.toBe(1);
  });

  it('moves work into room that is free now', () => {
    const ledger = new RoomLedger(() => 1);
    const outlooks = outlooksOf({ HOME: [200, 100, 150, 300] });
    const work = workOf({ arrival: FIRST_SLOT - 4 });
    ledger.reserve({ ...heldAt(3), powerKw: 1 });
    const { planned } = planWorks([{ id: 'a', work, held: heldAt(3) }], outlooks, ledger, TERMS);
    expect(planned.get('a')?.placement?.runs).toEqual(hourRun(1));
    expect([1, 3].map((hour) => ledger.roomKwAt('HOME', FIRST_HOUR + hour))).toEqual([0, 1]);
  });

  it('lets work keep its place when others chose first and left none', () => {
    const ledger = new RoomLedger(() => 1);
    const outlooks = outlooksOf({ HOME: [200, 100] });
    // The larger one may run in both hours and likes the second; the smaller one fits into the second only. Beside it
    // half of the second hour is free, which the larger one uses.
    const large = workOf({ arrival: FIRST_SLOT - 4, deadline: FIRST_SLOT + 8, powerKw: 1 });
    const small = workOf({
      arrival: FIRST_SLOT - 4,
      earliest: FIRST_SLOT + 4,
      deadline: FIRST_SLOT + 8,
      powerKw: 0.5,
    });
    ledger.reserve({ ...heldAt(0), powerKw: 1 });
    ledger.reserve({ ...heldAt(1), powerKw: 0.5 });
    const waiting = [
      { id: 'large', work: large, held: heldAt(0) },
      { id: 'small', work: small, held: heldAt(1) },
    ];
    const { planned } = planWorks(waiting, outlooks, ledger, { ...TERMS, rounds: 0 });
    expect(planned.get('small')).toEqual({ placement: heldAt(1), isKept: true });
    expect(planned.get('large')?.placement?.runs).toEqual([{ from: FIRST_SLOT + 2, until: FIRST_SLOT + 6 }]);
  });

  it('keeps a plan when forecasts are gone, and has none for work without', () => {
    const ledger = new RoomLedger(() => 1);
    ledger.reserve({ ...heldAt(3), powerKw: 1 });
    const waiting = [{ id: 'held', work: workOf(), held: heldAt(3) }, fresh('new')];
    const { planned } = planWorks(waiting, new Map(), ledger, TERMS);
    expect(planned.get('held')).toEqual({ placement: heldAt(3), isKept: true });
    expect(planned.get('new')?.placement).toBeNull();
    expect(ledger.roomKwAt('HOME', FIRST_HOUR + 3)).toBe(0);
  });

  it('spreads equal works over equal slots without any cap', () => {
    const ledger = new RoomLedger(() => null);
    const waiting = Array.from({ length: 40 }, (_, i) => fresh(`w${i}`, { slots: 1 }));
    const { planned } = planWorks(waiting, outlooksOf({ HOME: [200, 100] }), ledger, TERMS);
    expect(planned.size).toBe(40);
    expect([4, 5, 6, 7].map((slot) => ledger.busyKwAt('HOME', FIRST_SLOT + slot))).toEqual([10, 10, 10, 10]);
  });
});
