import { ProblemError } from '@ecobe/contracts';
import { OpenWorkloadsRepository } from './adapters/open-workloads.repository';
import { NOW_MS } from './ports/routing.fixture';
import { GridOfSpec } from '../../../test/support/grid-of-spec';
import { flat, hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk, startReceiver } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const HOUR_MS = 3_600_000;

describe('workloads from acceptance to settlement', () => {
  let grid = twoGrids();
  let desk: Desk;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeEach(async () => {
    grid = twoGrids();
    desk = await openDesk(grid, { nowMs: NOW_MS });
    receiver = await startReceiver();
  });
  afterEach(async () => {
    receiver.close();
    await desk.close();
  });
  const codeOf = (refused: Promise<unknown>) =>
    refused.then(
      () => 'none',
      (error: unknown) => (error as ProblemError).problem.code,
    );

  it('plans, hands over once at its time, completes and settles with what was observed', async () => {
    const [id] = await desk.accept(workload({ webhookUrl: receiver.url, externalId: 'night-1' }));
    expect((await desk.one(id)).status).toBe('accepted');
    expect(await desk.outbox.depth()).toBe(1);
    await desk.plan.planAccepted();
    const planned = await desk.one(id);
    expect(planned).toMatchObject({ status: 'planned', startAt: '2026-03-01T22:00:00.000Z', region: 'DE' });
    expect(planned.plan?.explanation).toContain('1200 g less than at once in DE (2400 g)');

    desk.time.nowMs += 9 * HOUR_MS;
    expect(await desk.dispatch.dispatchDue()).toBe(0);
    desk.time.nowMs = Date.parse('2026-03-01T22:00:00.000Z');
    expect(await Promise.all([desk.dispatch.dispatchDue(), desk.dispatch.dispatchDue()])).toContain(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
      id,
      body: { type: 'workload.dispatched', data: { externalId: 'night-1', region: 'DE', powerKw: 3 } },
    });
    expect(await codeOf(desk.change.cancel(id ?? ''))).toBe('NOT_CANCELLABLE');

    desk.time.nowMs += 2 * HOUR_MS;
    expect((await desk.change.complete(id ?? '', { energyKwh: 5 })).status).toBe('completed');
    expect((await desk.change.complete(id ?? '', { energyKwh: 5 })).status).toBe('completed');
    expect(await codeOf(desk.change.complete(id ?? '', { energyKwh: 6 }))).toBe('ALREADY_COMPLETED');
    expect(await desk.settle.settle('recent')).toEqual({ settled: 0, left: 1 });
    expect((await desk.one(id)).reason).toBe('nothing is observed in DE');

    // Hour 12..15 of the day at 390, the two of the night at 210 and 190, all others unknown.
    const values = Array.from({ length: 24 }, (_, h) =>
      h < 12 ? null : h < 15 ? 390 : h === 22 ? 210 : h === 23 ? 190 : null,
    );
    desk.observed.set('DE', { values, quality: 'measured' });
    expect(await desk.settle.settle('recent')).toEqual({ settled: 1, left: 0 });
    const settled = await desk.one(id);
    expect(settled).toMatchObject({ status: 'settled', reason: null });
    expect(settled.settlement).toMatchObject({
      revision: 1,
      energyQuality: 'measured',
      emittedCO2: 1000,
      baselineCO2: 5 * 390,
      avoidedCO2: 950,
      quality: 'measured',
      source: 'observer of DE',
    });
    expect(await desk.settle.settle('recent')).toEqual({ settled: 0, left: 0 });

    desk.observed.set('DE', {
      values: values.map((value) => (value === 390 ? 100 : value)),
      quality: 'measured',
    });
    await desk.settle.settle('recent');
    expect((await desk.one(id)).settlement).toMatchObject({ revision: 2, avoidedCO2: 500 - 1000 });
    const summary = await desk.summarise.execute({ from: hoursFromNow(-1), to: hoursFromNow(48) });
    expect(summary.summary).toMatchObject({
      totalCarbonSaved: {
        settled: { avoidedCO2: -500, baselineCO2: 500, count: 1 },
        unsettled: { avoidedCO2: null, count: 0 },
      },
      averageCarbonIntensity: { gPerKwh: 200, count: 1 },
      workloadsOptimized: { count: 1, byStatus: { settled: 1 } },
    });
    expect(summary.zones).toEqual([{ zone: 'DE', basis: 'lifecycle' }]);
  });

  it('plans anew as forecasts change, and not what has started', async () => {
    const [waiting, started] = await desk.accept(workload(), workload({ deadline: hoursFromNow(2.5) }));
    await desk.plan.planAccepted();
    expect(await desk.plan.planAnew()).toMatchObject({ seen: 2, planned: 0 });
    grid.expects('DE', flat(400, { 6: 10, 7: 10 }));
    desk.time.nowMs += HOUR_MS / 2;
    expect(await desk.plan.planAnew()).toMatchObject({ seen: 1, planned: 1 });
    expect(await desk.one(waiting)).toMatchObject({
      startAt: '2026-03-01T18:00:00.000Z',
      plan: { number: 2 },
    });
    expect((await desk.one(waiting)).baseline).toMatchObject({
      startAt: '2026-03-01T12:20:00.000Z',
      estimatedCO2: 2400,
    });
    expect(await desk.one(started)).toMatchObject({
      startAt: '2026-03-01T12:30:00.000Z',
      plan: { number: 1 },
    });
  });

  it('remembers what bringing it elsewhere emits when its arrival is over', async () => {
    const away = { allowedRegions: ['FR'], transferEnergyKwh: 0.5, deadline: hoursFromNow(20) };
    const [id] = await desk.accept(workload(away));
    grid.expects('FR', flat(60, { 15: 20, 16: 20 }));
    await desk.plan.planAccepted();
    expect((await desk.one(id)).plan?.placed).toMatchObject({ region: 'FR', estimatedCO2: 6 * 20 + 200 });
    // Three hours on, forecasts begin at the running hour, and another hour is the best.
    const later = new GridOfSpec(NOW_MS + 3 * HOUR_MS)
      .expects('DE', flat(900))
      .expects('FR', flat(60, { 8: 10, 9: 10 }));
    for (const zone of ['DE', 'FR']) grid.put(later.forecast(`${zone}|average|lifecycle`));
    desk.time.nowMs += 3 * HOUR_MS;
    await desk.plan.planAnew();
    expect((await desk.one(id)).plan).toMatchObject({
      number: 2,
      placed: {
        region: 'FR',
        startAt: '2026-03-01T23:00:00.000Z',
        estimatedCO2: 6 * 10 + 200,
        avoidedCO2: 2400 - 260,
      },
    });
  });

  it('settles as planned what nobody reported, and anew when it is', async () => {
    const [id] = await desk.accept(workload({ deadline: hoursFromNow(2) }));
    await desk.plan.planAccepted();
    await desk.dispatch.dispatchDue();
    desk.observed.set('DE', { values: flat(300), quality: 'estimated' });
    desk.time.nowMs += 2.5 * HOUR_MS;
    expect(await desk.settle.settle('recent')).toEqual({ settled: 0, left: 0 });
    desk.time.nowMs += HOUR_MS;
    expect(await desk.settle.settle('recent')).toEqual({ settled: 1, left: 0 });
    expect((await desk.one(id)).settlement).toMatchObject({
      energyQuality: 'planned',
      energyKwh: 6,
      avoidedCO2: 0,
    });
    const report = { energyKwh: 4, startedAt: hoursFromNow(0), endedAt: hoursFromNow(1) };
    for (const never of [{ startedAt: hoursFromNow(-1) }, { endedAt: hoursFromNow(6) }])
      expect(await codeOf(desk.change.complete(id ?? '', { ...report, ...never }))).toBe('IMPOSSIBLE_RUN');
    await desk.change.complete(id ?? '', report);
    await desk.settle.settle('recent');
    expect(await desk.one(id)).toMatchObject({
      status: 'settled',
      settlement: { revision: 2, energyQuality: 'measured', emittedCO2: 1200 },
    });
  });

  it('tries again what was not taken, with the same key, and gives up visibly some time after the last start', async () => {
    receiver.status = 500;
    const [id] = await desk.accept(workload({ webhookUrl: receiver.url, deadline: hoursFromNow(2.5) }));
    await desk.plan.planAccepted();
    desk.time.nowMs = Date.parse('2026-03-01T12:30:00.000Z');
    await desk.dispatch.dispatchDue();
    expect(await desk.one(id)).toMatchObject({
      status: 'planned',
      dispatch: { attemptCount: 1, lastFailure: 'the receiver answered 500' },
    });
    expect(await desk.dispatch.dispatchDue()).toBe(0);
    expect(receiver.received).toHaveLength(1);
    await desk.endWaits();
    // The last start; a quarter of an hour later it is given up.
    desk.time.nowMs = Date.parse('2026-03-01T12:50:00.000Z');
    await desk.dispatch.dispatchDue();
    expect(await desk.one(id)).toMatchObject({ status: 'planned', dispatch: { attemptCount: 2 } });
    await desk.endWaits();
    desk.time.nowMs = Date.parse('2026-03-01T13:05:00.000Z');
    await desk.dispatch.dispatchDue();
    expect(receiver.received[2]?.body.data).toMatchObject({ lateBySeconds: 35 * 60, meetsDeadline: false });
    expect(await desk.one(id)).toMatchObject({ status: 'dead', reason: 'the receiver answered 500' });
    const open = { accepted: 0, planned: 0, dead: 1, longestDueSeconds: 0 };
    expect(await codeOf(desk.change.retry(id ?? ''))).toBe('LAST_START_PASSED');
    desk.time.nowMs = Date.parse('2026-03-01T12:50:00.000Z');
    expect(await new OpenWorkloadsRepository(desk.source).open(desk.time.nowMs)).toEqual(open);
    expect(await codeOf(desk.change.complete(id ?? '', { energyKwh: 1 }))).toBe('NOT_DISPATCHED');
    receiver.status = 200;
    expect(await desk.change.retry(id ?? '')).toMatchObject({ status: 'accepted', startAt: null });
    expect(await desk.plan.planAccepted()).toMatchObject({ planned: 1 });
    expect(await desk.one(id)).toMatchObject({ status: 'planned', plan: { number: 2 } });
    expect(await desk.dispatch.dispatchDue()).toBe(1);
    expect(receiver.received.map((one) => one.id)).toEqual([id, id, id, id]);
    expect(await codeOf(desk.change.retry(id ?? ''))).toBe('NOT_DEAD');
  });

  it('hands over again, under the same key, what a process took along when it died', async () => {
    const [id] = await desk.accept(workload({ webhookUrl: receiver.url, deadline: hoursFromNow(2) }));
    await desk.plan.planAccepted();
    await desk.source.query(
      "UPDATE routing.workload SET attempt_count = 1, not_before = now() + interval '30 seconds'",
    );
    expect(await desk.dispatch.dispatchDue()).toBe(0);
    await desk.endWaits();
    expect(await desk.dispatch.dispatchDue()).toBe(1);
    expect(receiver.received.map((one) => one.id)).toEqual([id]);
  });

  it('cancels what has not been handed over, and gives its room back', async () => {
    const [id] = await desk.accept(workload());
    await desk.plan.planAccepted();
    const reserved = () =>
      desk.source.query<unknown[]>('SELECT * FROM routing.reserved_room WHERE kw > 1e-9');
    expect(await reserved()).toHaveLength(8);
    expect((await desk.change.cancel(id ?? '')).status).toBe('cancelled');
    expect((await desk.change.cancel(id ?? '')).status).toBe('cancelled');
    expect(await reserved()).toHaveLength(0);
    desk.time.nowMs += 12 * HOUR_MS;
    expect(await desk.dispatch.dispatchDue()).toBe(0);
    expect(await codeOf(desk.change.cancel('019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d'))).toBe(
      'WORKLOAD_NOT_FOUND',
    );
  });

  it('waits for a forecast as long as it may, and then runs at home', async () => {
    const [id] = await desk.accept(workload({ deadline: hoursFromNow(6) }));
    grid.forgets('DE');
    expect(await desk.plan.planAccepted()).toMatchObject({ planned: 0, unplaceable: 1 });
    expect((await desk.one(id)).reason).toContain('no forecast of it is known');
    expect(await desk.plan.planAccepted()).toMatchObject({ seen: 0 });
    await desk.endWaits();
    desk.time.nowMs = NOW_MS + 3.5 * HOUR_MS;
    await desk.plan.planAccepted();
    expect(await desk.one(id)).toMatchObject({
      status: 'planned',
      region: 'DE',
      startAt: hoursFromNow(3.5),
      plan: { placed: null },
    });
  });

  it('runs at home without a forecast no earlier than it may', async () => {
    const window = { earliestStart: hoursFromNow(0.75), deadline: hoursFromNow(3) };
    const [id] = await desk.accept(workload(window));
    grid.forgets('DE');
    await desk.plan.planAccepted();
    expect(await desk.one(id)).toMatchObject({ status: 'planned', startAt: hoursFromNow(0.75) });
  });
});
