import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { JobQueues } from '@ecobe/messaging';
import { RUN_QUEUE } from './features/dispatch-runs/run-queue';
import { RouteRunUseCase } from './features/route-run/route-run.use-case';
import { ScheduleBatchUseCase } from './features/schedule-batch/schedule-batch.use-case';
import { dekesOfSpec, flushAll, soon } from './dekes.app.fixture';

jest.setTimeout(120_000);

describe('what DEKES is promised', () => {
  const { app, clock, redis, restart, schedule, statuses, dispatchesOf } = dekesOfSpec();

  it.each([
    ['Redis forgets everything', () => flushAll(redis.port)],
    [
      'Redis is killed, and the process is restarted',
      async () => {
        await redis.kill9();
        await redis.restart();
        await soon(async () => {
          await app.get(JobQueues).queue(RUN_QUEUE).counts();
        });
        await restart();
      },
    ],
  ])('loses nothing when %s', async (_what, happens) => {
    const batch = await schedule({}, 5);
    await happens();
    clock.ms += 4 * HOUR_MS;
    await soon(async () => {
      expect(new Set(await statuses(batch.batchId))).toEqual(new Set(['dispatched']));
    });
    expect(dispatchesOf(batch).map(({ times }) => times)).toEqual([1, 1, 1, 1, 1]);
  });

  it('starts what is due while Redis is away', async () => {
    const batch = await schedule({}, 2);
    await redis.kill9();
    try {
      clock.ms += 4 * HOUR_MS;
      await soon(async () => {
        expect(await statuses(batch.batchId)).toEqual(['dispatched', 'dispatched']);
      });
      expect(dispatchesOf(batch).map(({ times }) => times)).toEqual([1, 1]);
    } finally {
      await redis.restart();
    }
    await soon(async () => {
      await app.get(JobQueues).queue(RUN_QUEUE).counts();
    });
  });

  it('knows after a restart what waits already, in batches and as advice', async () => {
    const route = async () => {
      const { predicted_clean_window: window } = await app.get(RouteRunUseCase).execute({
        ...{ organizationId: 'org_1', source: 'DEKES', workloadType: 'enrichment_job' },
        ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 10, delayToleranceMinutes: 240 },
      });
      return Date.parse(window?.startAt ?? '') - clock.ms;
    };
    await schedule({}, 2);
    const first = await route();
    await restart();
    const second = await route();
    expect([first, second]).toEqual([30, 45].map((minutes) => 3 * HOUR_MS + minutes * MINUTE_MS));
  });

  it('keeps the keys of two organisations apart', async () => {
    const route = async (organizationId: string, durationMinutes = 10) => {
      const request = { source: 'DEKES' as const, workloadType: 'enrichment_job' as const, durationMinutes };
      const regions = { candidateRegions: ['DE', 'FR'] };
      return (await app.get(RouteRunUseCase).execute({ organizationId, ...request, ...regions }, 'one key'))
        .decisionId;
    };
    const [one, other] = [await route('org_1'), await route('org_2')];
    expect(other).not.toBe(one);
    expect([await route('org_1'), await route('org_2')]).toEqual([one, other]);
    await expect(route('org_1', 20)).rejects.toMatchObject({
      problem: { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' },
    });

    const queries = [{ id: 'q', query: 'x', estimatedResults: 100 }];
    const batchOf = async (organizationId: string) => {
      const request = { queries, regions: ['DE'], organizationId };
      return (await app.get(ScheduleBatchUseCase).execute(request, 'one key')).batchId;
    };
    const [batch, otherBatch] = [await batchOf('org_1'), await batchOf('org_2')];
    expect(otherBatch).not.toBe(batch);
    expect([await batchOf('org_1'), await batchOf('org_2')]).toEqual([batch, otherBatch]);
  });
});
