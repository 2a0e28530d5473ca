import { slotOf } from '@ecobe/placement';
import { NOW_MS } from './ports/routing.fixture';
import { flat, hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk, startReceiver } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const HOUR_MS = 3_600_000;
const CAP_KW = 40;

describe('two processes that schedule from one database', () => {
  let desks: [Desk, Desk];
  const grid = twoGrids();
  beforeEach(async () => {
    const first = await openDesk(grid, { nowMs: NOW_MS, capKw: CAP_KW });
    const second = await openDesk(grid, { nowMs: NOW_MS, capKw: CAP_KW, beside: first });
    desks = [first, second];
  });
  afterEach(async () => {
    await desks[1].close();
    await desks[0].close();
  });
  const many = (count: number, change = {}) =>
    Array.from({ length: count }, () => workload({ durationHours: 0.25, ...change }));
  const planned = () =>
    desks[0].source.query<{ slot: string; count: string }[]>(
      `SELECT (run->>'from')::int AS slot, count(*) FROM routing.workload, jsonb_array_elements(reservation->'runs') AS run
       WHERE status = 'planned' GROUP BY 1 ORDER BY 1`,
    );
  /** kW in the slots of each hour, from the plans themselves. */
  const hourlyKw = async () => {
    const hours = new Map<number, number>();
    for (const { slot, count } of await planned()) {
      const hour = Math.floor(Number(slot) / 4);
      hours.set(hour, (hours.get(hour) ?? 0) + (Number(count) * 3) / 4);
    }
    return hours;
  };

  it('never give away more room than there is, plan nothing twice, and share out the quarters of an hour', async () => {
    const [first, second] = desks;
    await first.accept(...many(200));
    const rounds = await Promise.all([first.plan.planAccepted(), second.plan.planAccepted()]);
    expect(rounds[0].planned + rounds[1].planned).toBe(200);
    const hours = await hourlyKw();
    expect(Math.max(...hours.values())).toBeLessThanOrEqual(CAP_KW);
    // 53 of 3 kW fill the 40 kW of an hour; the three cheap ones are full, and no quarter is busier than another by two.
    const night = slotOf(Date.parse('2026-03-01T22:00:00Z'));
    const cheap = (await planned()).filter(({ slot }) => Number(slot) >= night && Number(slot) < night + 12);
    const counts = cheap.map(({ count }) => Number(count));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3 * 53);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('keep to the cap when all plan anew for other forecasts, and keep no room that nobody uses', async () => {
    const [first, second] = desks;
    await first.accept(...many(120));
    await first.plan.planAccepted();
    grid.expects('DE', flat(400, { 6: 10, 7: 10, 30: 1 }));
    await Promise.all([first.plan.planAnew(), second.plan.planAnew()]);
    expect(Math.max(...(await hourlyKw()).values())).toBeLessThanOrEqual(CAP_KW);
    const [sums] = await first.source.query<{ room: number; plans: number }[]>(
      `SELECT (SELECT sum(kw) FROM routing.reserved_room) AS room, (SELECT sum((run->>'until')::int - (run->>'from')::int)
         FROM routing.workload, jsonb_array_elements(reservation->'runs') AS run) * 3 AS plans`,
    );
    expect(Number(sums?.room)).toBeCloseTo(Number(sums?.plans), 6);
  });

  it('keep to the cap when a workload that was given up is tried again', async () => {
    const [first] = desks;
    const one = workload({ durationHours: 1, powerKw: CAP_KW });
    const [revived = ''] = await first.accept(one);
    await first.plan.planAccepted();
    await first.source.query("UPDATE routing.workload SET status = 'dead', reservation = NULL");
    await first.source.query('DELETE FROM routing.reserved_room');
    const [other = ''] = await first.accept(one);
    await first.plan.planAccepted();
    const before = (await first.one(revived)).startAt;
    expect((await first.one(other)).startAt).toBe(before);
    await first.change.retry(revived);
    await first.plan.planAccepted();
    const { status, startAt } = await first.one(revived);
    expect(status).toBe('planned');
    expect(startAt).not.toBe(before);
    const [room] = await first.source.query<object[]>(
      `SELECT max(kw)::int AS most, sum(kw)::int AS total FROM (
         SELECT sum(kw) / 4 AS kw FROM routing.reserved_room GROUP BY region, slot / 4) AS hourly`,
    );
    expect(room).toEqual({ most: CAP_KW, total: 2 * CAP_KW });
  });

  it('hand each workload over once, although one clock is ten minutes ahead', async () => {
    const [first, second] = desks;
    const receiver = await startReceiver();
    const ids = await first.accept(...many(60, { webhookUrl: receiver.url }));
    await second.plan.planAccepted();
    first.time.nowMs = NOW_MS + 12 * HOUR_MS;
    second.time.nowMs = first.time.nowMs + 10 * 60_000;
    await Promise.all([first, second, first, second].map((desk) => desk.dispatch.dispatchDue()));
    receiver.close();
    expect(receiver.received.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('count a completed workload once, however often its end is reported and settled', async () => {
    const [first, second] = desks;
    const [id = ''] = await first.accept(workload({ deadline: hoursFromNow(2) }));
    await first.plan.planAccepted();
    await first.dispatch.dispatchDue();
    await Promise.all(desks.map((desk) => desk.change.complete(id, { energyKwh: 2 })));
    for (const desk of desks) {
      desk.observed.set('DE', { values: flat(100), quality: 'measured' });
      desk.time.nowMs += 4 * HOUR_MS;
    }
    await Promise.all([first, second, first].map((desk) => desk.settle.settle('all')));
    const { summary } = await second.summarise.execute({ from: hoursFromNow(-1), to: hoursFromNow(1) });
    expect(summary.totalCarbonSaved.settled).toMatchObject({ count: 1, baselineCO2: 200, avoidedCO2: 0 });
    const rows = await first.source.query<unknown[]>('SELECT FROM routing.workload_settlement');
    expect(rows).toHaveLength(1);
  });
});
