import { setTimeout as sleep } from 'node:timers/promises';
import { NOW_MS } from './ports/routing.fixture';
import { hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk, startReceiver } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const HOUR_MS = 3_600_000;

describe('work that starts long after it was planned to', () => {
  it('is told so, and settled by the hours in which it ran', async () => {
    const desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
    const receiver = await startReceiver();
    const [told, silent] = await desk.accept(workload({ webhookUrl: receiver.url }), workload());
    await desk.plan.planAccepted();
    // Planned for the night, at 22:00 and 23:00; nobody was there for 25 hours.
    desk.time.nowMs += 25 * HOUR_MS;
    await desk.dispatch.dispatchDue();
    expect(receiver.received[0]?.body.data).toMatchObject({
      startAt: hoursFromNow(25),
      endAt: hoursFromNow(27),
      meetsDeadline: false,
    });
    for (const id of [told, silent]) {
      const { startAt, endAt, reason } = await desk.one(id);
      expect([startAt, endAt]).toEqual([hoursFromNow(25), hoursFromNow(27)]);
      expect(reason).toMatch(/^LATE_START: handed over \d+ s after its planned start$/);
    }
    desk.observed.set('DE', {
      values: Array.from({ length: 48 }, (_, hour) => (hour < 24 ? 200 : 500)),
      quality: 'measured',
    });
    desk.time.nowMs += 2.5 * HOUR_MS;
    expect(await desk.settle.settle('recent')).toEqual({ settled: 0, left: 0 });
    await desk.change.complete(told ?? '', { energyKwh: 6 });
    desk.time.nowMs += HOUR_MS;
    expect(await desk.settle.settle('recent')).toEqual({ settled: 2, left: 0 });
    expect((await desk.one(silent)).settlement).toMatchObject({ emittedCO2: 3000, baselineCO2: 1200 });
    expect((await desk.one(silent)).reason).toMatch(/^LATE_START/);
    const { summary } = await desk.summarise.execute({ from: hoursFromNow(-1), to: hoursFromNow(48) });
    expect(summary.totalCarbonSaved).toMatchObject({
      settled: { count: 2, avoidedCO2: -3600 },
      unconfirmed: { count: 1, avoidedCO2: -1800, baselineCO2: 1200 },
    });
    receiver.close();
    await desk.close();
  });

  it('is settled by those hours also where its end is told before its receiver answers', async () => {
    const desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
    const receiver = await startReceiver();
    receiver.answersAfterMs = 3_000;
    receiver.status = 500;
    const [id] = await desk.accept(workload({ webhookUrl: receiver.url }));
    await desk.plan.planAccepted();
    desk.time.nowMs += 25 * HOUR_MS;
    const handingOver = desk.dispatch.dispatchDue();
    while (receiver.received.length === 0) await sleep(20);
    await desk.change.complete(id ?? '', { energyKwh: 6 });
    await handingOver;
    expect(await desk.one(id)).toMatchObject({
      status: 'completed',
      startAt: hoursFromNow(25),
      endAt: hoursFromNow(27),
      reason: expect.stringMatching(/^LATE_START/) as string,
    });
    desk.observed.set('DE', {
      values: Array.from({ length: 48 }, (_, hour) => (hour < 24 ? 200 : 500)),
      quality: 'measured',
    });
    await desk.settle.settle('recent');
    expect((await desk.one(id)).settlement).toMatchObject({ emittedCO2: 3000, baselineCO2: 1200 });
    receiver.close();
    await desk.close();
  });

  it('is as planned where it starts a minute late', async () => {
    const desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
    const [id] = await desk.accept(workload());
    await desk.plan.planAccepted();
    const planned = await desk.one(id);
    desk.time.nowMs = Date.parse(planned.startAt ?? '') + 60_000;
    await desk.dispatch.dispatchDue();
    expect(await desk.one(id)).toMatchObject({
      startAt: planned.startAt,
      endAt: planned.endAt,
      reason: null,
    });
    await desk.close();
  });
});
