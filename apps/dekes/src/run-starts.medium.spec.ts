import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { RetryRunUseCase } from './features/retry-run/retry-run.use-case';
import { dekesOfSpec, soon } from './dekes.app.fixture';

jest.setTimeout(120_000);

describe('runs of DEKES at their time', () => {
  const { app, clock, standin, tellClean, schedule, read, statuses, dispatchesOf, complete } = dekesOfSpec();

  it('starts each query at its time and not before, once, under its own id', async () => {
    const batch = await schedule();
    expect(batch.queries.map(({ region, startAt }) => [region, Date.parse(startAt) - clock.ms])).toEqual([
      ['FR', 3 * HOUR_MS],
      ['FR', 3 * HOUR_MS + 15 * MINUTE_MS],
      ['FR', 3 * HOUR_MS + 30 * MINUTE_MS],
    ]);
    clock.ms += 3 * HOUR_MS - 1;
    await sleep(2_500);
    expect(await statuses(batch.batchId)).toEqual(['planned', 'planned', 'planned']);
    clock.ms += 1;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dispatched', 'planned', 'planned']);
    });
    clock.ms += 30 * MINUTE_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dispatched', 'dispatched', 'dispatched']);
    });
    const dispatched = dispatchesOf(batch);
    expect(dispatched.map(({ times }) => times)).toEqual([1, 1, 1]);
    expect(dispatched[0]?.data).toMatchObject({
      decisionId: batch.queries[0]?.decisionId,
      query: { id: batch.queries[0]?.id, query: 'leads', estimatedResults: 500 },
      region: 'FR',
    });
  });

  it.each([
    ['answers 500', { mode: 'status', status: 500 }, /answered 500/],
    ['hangs up', { mode: 'down' }, /cannot be reached/],
  ] as const)('tries again, later each time, while the receiver %s', async (_what, fault, reason) => {
    const batch = await schedule({}, 1);
    standin.fail({ ...fault, path: '/hooks' });
    clock.ms += 3 * HOUR_MS;
    await soon(async () => {
      const [query] = (await read(batch.batchId)).queries;
      expect(query).toMatchObject({
        status: 'planned',
        attempts: 1,
        lastError: expect.stringMatching(reason) as string,
      });
    });
    await sleep(1_500);
    expect((await read(batch.batchId)).queries[0]?.attempts).toBe(1);
    for (const wait of [1, 2, 4, 8, 15, 15, 15]) {
      const { attempts = NaN } = (await read(batch.batchId)).queries[0] ?? {};
      clock.ms += wait * MINUTE_MS;
      await soon(async () => {
        expect((await read(batch.batchId)).queries[0]).toMatchObject({
          attempts: attempts + 1,
          status: 'planned',
        });
      });
    }
    standin.fail(null);
    clock.ms += 15 * MINUTE_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dispatched']);
    });
    expect(dispatchesOf(batch).map(({ webhookId, times }) => [webhookId, times])).toEqual([
      [batch.queries[0]?.decisionId, 1],
    ]);
  });

  it('gives up visibly, until it is told to try again: at once where the receiver is gone, else after a day', async () => {
    const gone = await schedule({}, 1);
    standin.fail({ mode: 'status', status: 410, path: '/hooks' });
    clock.ms += 3 * HOUR_MS;
    await soon(async () => {
      expect(await statuses(gone.batchId)).toEqual(['dead']);
    });
    expect((await read(gone.batchId)).queries[0]).toMatchObject({
      attempts: 1,
      lastError: expect.stringMatching(/410/) as string,
    });

    const retry = () => app.get(RetryRunUseCase).execute(gone.queries[0]?.decisionId ?? '');
    standin.fail(null);
    expect(await retry()).toEqual({ received: true, decisionId: gone.queries[0]?.decisionId });
    const [again] = (await read(gone.batchId)).queries;
    clock.ms = Math.max(clock.ms, Date.parse(again?.startAt ?? ''));
    await soon(async () => {
      expect(await statuses(gone.batchId)).toEqual(['dispatched']);
    });
    expect(dispatchesOf(gone).map(({ webhookId, times }) => [webhookId, times])).toEqual([
      [gone.queries[0]?.decisionId, 1],
    ]);
    await expect(retry()).rejects.toMatchObject({ problem: { status: 409, code: 'NOT_DEAD' } });
    const unknown = app.get(RetryRunUseCase).execute('019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d');
    await expect(unknown).rejects.toMatchObject({ problem: { status: 404, code: 'DECISION_NOT_FOUND' } });

    tellClean(3);
    const away = await schedule({}, 1);
    standin.fail({ mode: 'status', status: 503, path: '/hooks' });
    clock.ms += 3 * HOUR_MS;
    await soon(async () => {
      expect((await read(away.batchId)).queries[0]).toMatchObject({ status: 'planned', attempts: 1 });
    });
    clock.ms += 23 * HOUR_MS;
    await soon(async () => {
      expect((await read(away.batchId)).queries[0]).toMatchObject({ status: 'planned', attempts: 2 });
    });
    clock.ms += 2 * HOUR_MS;
    await soon(async () => {
      expect((await read(away.batchId)).queries[0]).toMatchObject({ status: 'dead', attempts: 3 });
    });
    await expect(app.get(RetryRunUseCase).execute(away.queries[0]?.decisionId ?? '')).rejects.toMatchObject({
      problem: { status: 409, code: 'LAST_START_PASSED' },
    });
  });

  it('plans anew what it is told to try again, and counts its tries from there', async () => {
    const batch = await schedule({ lookAheadHours: 44 }, 1);
    const decisionId = batch.queries[0]?.decisionId ?? '';
    standin.fail({ mode: 'status', status: 410, path: '/hooks' });
    clock.ms += 3 * HOUR_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dead']);
    });
    // A day and a half later its old start is long past, and the clean hour another.
    standin.fail({ mode: 'status', status: 503, path: '/hooks' });
    clock.ms += 35 * HOUR_MS;
    tellClean(2);
    await app.get(RetryRunUseCase).execute(decisionId);
    const [planned] = (await read(batch.batchId)).queries;
    expect(planned).toMatchObject({ status: 'planned', attempts: 0, region: 'FR' });
    expect(Date.parse(planned?.startAt ?? '') - clock.ms).toBe(2 * HOUR_MS);
    clock.ms += 2 * HOUR_MS;
    await soon(async () => {
      expect((await read(batch.batchId)).queries[0]).toMatchObject({ status: 'planned', attempts: 1 });
    });
    standin.fail(null);
    clock.ms += MINUTE_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dispatched']);
    });
  });

  it('lets those be fetched that nobody is to be called for', async () => {
    const batch = await schedule({ callbackUrl: undefined }, 1);
    expect(batch.delivery).toBe('poll');
    clock.ms += 3 * HOUR_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['due']);
    });
    await complete(batch.queries[0]?.decisionId ?? '');
    expect(await statuses(batch.batchId)).toEqual(['completed']);
  });

  it('plans anew when the forecast changes, and counts against the baseline of the beginning', async () => {
    const batch = await schedule({}, 1);
    tellClean(6);
    await soon(async () => {
      const [query] = (await read(batch.batchId)).queries;
      expect(query).toMatchObject({ planNumber: 2, baselineCO2: batch.queries[0]?.baselineCO2 });
      expect(Date.parse(query?.startAt ?? '') - clock.ms).toBe(6 * HOUR_MS);
    });
    clock.ms += 4 * HOUR_MS;
    await sleep(2_000);
    expect(dispatchesOf(batch)).toEqual([]);
    clock.ms += 2 * HOUR_MS;
    await soon(async () => {
      expect(await statuses(batch.batchId)).toEqual(['dispatched']);
    });
  });
});
