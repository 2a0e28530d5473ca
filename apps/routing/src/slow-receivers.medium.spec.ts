import { NOW_MS } from './ports/routing.fixture';
import { hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk, startReceiver } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const HOUR_MS = 3_600_000;
type Receiver = Awaited<ReturnType<typeof startReceiver>>;

describe('receivers that are slow or away', () => {
  let desk: Desk;
  let slow: Receiver;
  let quick: Receiver;
  beforeEach(async () => {
    desk = await openDesk(twoGrids(), { nowMs: NOW_MS, answerWithinMs: 30_000 });
    [slow, quick] = await Promise.all([startReceiver(), startReceiver()]);
  });
  afterEach(async () => {
    slow.close();
    quick.close();
    await desk.close();
  });
  /** Keeps the answers of a receiver back. @returns what lets them go */
  const holdBack = (receiver: Receiver): (() => void) => {
    let letGo: () => void = () => undefined;
    receiver.until = new Promise<void>((resolve) => (letGo = resolve));
    return letGo;
  };
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const sentTo = (receiver: Receiver, count: number) =>
    desk.accept(...Array.from({ length: count }, () => workload({ webhookUrl: receiver.url })));
  const allAreDue = async () => {
    await desk.plan.planAccepted();
    desk.time.nowMs += 12 * HOUR_MS;
  };

  it('holds up only its own, and nothing that was not sent counts as tried', async () => {
    const letGo = holdBack(slow);
    const slowIds = await sentTo(slow, 16);
    const quickIds = await sentTo(quick, 60);
    const [silent] = await desk.accept(workload());
    await allAreDue();
    const dispatching = desk.dispatch.dispatchDue();
    await until(() => quick.received.length === quickIds.length && slow.received.length === 8);
    await until(async () => (await desk.one(silent)).status === 'dispatched');
    const underWay = await desk.source.query<unknown[]>(
      'SELECT FROM routing.workload WHERE attempt_count > 0 AND webhook_url = $1',
      [slow.url],
    );
    expect([slow.received.length, underWay.length]).toEqual([8, 8]);
    letGo();
    expect(await dispatching).toBe(77);
    expect(slow.received.map(({ id }) => id).sort()).toEqual([...slowIds].sort());
  });

  it('holds up a stop no longer than what is under way to it', async () => {
    const letGo = holdBack(slow);
    await sentTo(slow, 40);
    await allAreDue();
    const dispatching = desk.dispatch.dispatchDue();
    await until(() => slow.received.length === 8);
    desk.dispatch.stop();
    letGo();
    expect(await dispatching).toBe(8);
    await desk.dispatch.dispatchDue();
    expect(slow.received).toHaveLength(8);
    const [left] = await desk.source.query<[{ untouched: number }]>(
      `SELECT count(*)::int AS untouched FROM routing.workload
       WHERE status = 'planned' AND attempt_count = 0 AND not_before IS NULL`,
    );
    expect(left.untouched).toBe(32);
  });

  it('takes the report of an end while the answers of others, and its own, are still awaited', async () => {
    const letGo = holdBack(slow);
    const [asked = ''] = await sentTo(slow, 1);
    const [answered = ''] = await sentTo(quick, 1);
    await allAreDue();
    const dispatching = desk.dispatch.dispatchDue();
    await until(() => slow.received.length + quick.received.length === 2);
    expect((await desk.change.complete(asked, { energyKwh: 5 })).status).toBe('completed');
    expect((await desk.change.complete(answered, { energyKwh: 5 })).status).toBe('completed');
    letGo();
    await dispatching;
    expect((await desk.one(asked)).status).toBe('completed');
  });

  it('lets work be cancelled while it waits for another try, and not while it is being sent', async () => {
    quick.status = 500;
    const letGo = holdBack(slow);
    const [waiting = ''] = await sentTo(quick, 1);
    const [sent = ''] = await sentTo(slow, 1);
    await allAreDue();
    const dispatching = desk.dispatch.dispatchDue();
    await until(() => slow.received.length === 1);
    await expect(desk.change.cancel(sent)).rejects.toMatchObject({ problem: { code: 'NOT_CANCELLABLE' } });
    letGo();
    await dispatching;
    expect((await desk.one(waiting)).dispatch.lastFailure).toBe('the receiver answered 500');
    expect((await desk.change.cancel(waiting)).status).toBe('cancelled');
    await desk.endWaits();
    await desk.dispatch.dispatchDue();
    expect(quick.received).toHaveLength(1);
  });

  it('accepts no end of what nobody was told of', async () => {
    const [id = ''] = await desk.accept(workload({ deadline: hoursFromNow(20) }));
    await desk.plan.planAccepted();
    await expect(desk.change.complete(id, { energyKwh: 5 })).rejects.toMatchObject({
      problem: { code: 'NOT_DISPATCHED' },
    });
  });
});
