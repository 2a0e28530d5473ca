import { HOUR_MS } from '@ecobe/carbon';
import { SLOT_MS, slotOf } from '@ecobe/placement';
import { PlanningRepository } from './adapters/planning.repository';
import { NOW_MS } from './ports/routing.fixture';
import { twoGrids, workload } from './work/work.fixture';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const WAITING = 20;

describe('rounds in which all are planned together', () => {
  const grid = twoGrids();
  let desks: [Desk, Desk];
  let store: PlanningRepository;
  beforeEach(async () => {
    const first = await openDesk(grid, { nowMs: NOW_MS, capKw: 40 });
    desks = [first, await openDesk(grid, { nowMs: NOW_MS, capKw: 40, beside: first })];
    store = new PlanningRepository(first.source);
    await first.accept(...Array.from({ length: WAITING }, () => workload({ durationHours: 0.25 })));
    await first.plan.planAccepted();
  });
  afterEach(async () => {
    for (const desk of desks.reverse()) await desk.close();
  });
  /** How many a process looks at when one more has come: that one, or all. */
  const seenBy = async (desk: Desk) => {
    await desk.accept(workload({ durationHours: 0.25 }));
    return (await desk.plan.planAccepted()).seen;
  };
  const pass = (ms: number) => {
    for (const { time } of desks) time.nowMs += ms;
  };

  it('are one in a quarter of an hour, whichever process it is', async () => {
    const [first, second] = desks;
    expect([await seenBy(second), await seenBy(first)]).toEqual([1, 1]);
    pass(SLOT_MS);
    expect([await seenBy(second), await seenBy(first), await seenBy(second)]).toEqual([WAITING + 3, 1, 1]);
  });

  it('come again in the next one where a process died in its round, and where the clock was set back', async () => {
    const [first, second] = desks;
    pass(SLOT_MS);
    expect(await store.claimRound(slotOf(first.time.nowMs))).toBe(true); // and nothing more is heard of it
    expect(await seenBy(second)).toBe(1);
    pass(SLOT_MS);
    expect(await seenBy(second)).toBe(WAITING + 2);
    expect(await store.claimRound(slotOf(first.time.nowMs + 9 * SLOT_MS))).toBe(true);
    expect([await seenBy(second), await seenBy(first)]).toEqual([WAITING + 3, 1]);
  });

  it('leave the prices of a newer look at what waits as they are', async () => {
    const price = (gPerKwh: number) => [{ region: 'DE', hour: 1, gPerKwh }];
    const standing = async () => (await store.survey((survey) => survey.prices(0))).map((one) => one.gPerKwh);
    const older = await store.survey(({ takenAtMs }) => Promise.resolve(takenAtMs));
    await desks[1].plan.planAnew();
    const newer = await store.survey(({ takenAtMs }) => Promise.resolve(takenAtMs));
    expect(newer).toBeGreaterThan(older);
    const found = await standing();
    await store.keepPrices(price(7), older);
    expect(await standing()).toEqual(found);
    await store.keepPrices(price(8), newer);
    expect(await standing()).toEqual([8]);
    await store.keepPrices([], newer);
    await store.keepPrices(price(7), older);
    expect(await standing()).toEqual([]);
  });

  it('find their prices kept though the clock of the database was set back by an hour', async () => {
    const price = (gPerKwh: number) => [{ region: 'DE', hour: 1, gPerKwh }];
    const nowMs = await store.survey(({ takenAtMs }) => Promise.resolve(takenAtMs));
    await store.keepPrices(price(7), nowMs + HOUR_MS);
    await store.keepPrices(price(8), nowMs);
    expect((await store.survey((survey) => survey.prices(0))).map((one) => one.gPerKwh)).toEqual([8]);
  });

  it('are asked for by counting no further than is needed', async () => {
    expect(await store.waitingCount(NOW_MS, 7)).toEqual({ accepted: 0, planned: 0 });
    await desks[0].accept(...Array.from({ length: 9 }, () => workload()));
    expect(await store.waitingCount(NOW_MS, 7)).toEqual({ accepted: 7, planned: 7 });
    expect(await store.waitingCount(NOW_MS, 1_000)).toEqual({ accepted: 9, planned: WAITING });
  });
});
