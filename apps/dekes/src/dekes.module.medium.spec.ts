import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Interval, Signal } from '@ecobe/carbon';
import { RECORD_EMISSIONS } from '@ecobe/contracts';
import type {
  BatchAnswer,
  DekesWorkloadAnswer,
  FunctionalUnit,
  ScheduleBatchRequest,
  WorkloadEmissions,
} from '@ecobe/contracts';
import { GridSnapshotStore, JobQueues, RpcCaller } from '@ecobe/messaging';
import { CLOCK, PlatformModule, SETTINGS, loadSettings } from '@ecobe/platform';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { DekesStandin } from '../../../test/support/dekes-standin/dekes-standin';
import { GridOfSpec } from '../../../test/support/grid-of-spec';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { ObservedClient } from './adapters/observed.client';
import { NOW_MS, clockAt, hours } from './dekes.fixture';
import { DekesModule } from './dekes.module';
import { CompleteRunUseCase } from './features/complete-run/complete-run.use-case';
import { RUN_QUEUE } from './features/dispatch-runs/run-queue';
import { ListWorkloadsUseCase } from './features/list-workloads/list-workloads.use-case';
import { OptimizeQueryUseCase } from './features/optimize-query/optimize-query.use-case';
import { ReadAnalyticsUseCase } from './features/read-analytics/read-analytics.use-case';
import { ReadBatchUseCase } from './features/read-batch/read-batch.use-case';
import { ReportCarbonUseCase } from './features/report-carbon/report-carbon.use-case';
import { RouteRunUseCase } from './features/route-run/route-run.use-case';
import { ScheduleBatchUseCase } from './features/schedule-batch/schedule-batch.use-case';

jest.setTimeout(120_000);

const SECRETS = {
  apiKey: 'api-key',
  webhookSecret: 'event-key',
  callbackSecret: 'a secret of 24 characters and more',
};
const OBSERVED: Record<string, number> = { FR: 40, DE: 400 };

/** Tries until it holds. */
async function soon(holds: () => Promise<void> | void): Promise<void> {
  for (const deadlineMs = Date.now() + 60_000; ; await sleep(100)) {
    try {
      await holds();
      return;
    } catch (error) {
      if (Date.now() > deadlineMs) throw error;
    }
  }
}

/** Empties a Redis, over a connection of its own. */
async function flushAll(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write('FLUSHALL\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toBe('+OK\r\n');
}

/** The whole app on real stores, with a clock that the spec moves, and a DEKES that fails when told to. */
describe('dekes', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let standin: DekesStandin;
  let standinUrl: string;
  let app: TestingModule;
  const clock = clockAt();
  let known = new GridOfSpec(NOW_MS);
  let isObserved = true;
  /** What the emission log was told. */
  const told: WorkloadEmissions[] = [];

  const boot = async (change: Record<string, string> = {}) => {
    const settings = loadSettings({
      ...{
        DATABASE_URL: database.url,
        REDIS_URL: redis.url,
        LOG_LEVEL: 'silent',
        ECOBE_CLOCK_SPEED: '36000',
      },
      ...{ ECOBE_WEBHOOK_SECRET: SECRETS.callbackSecret, ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true' },
      ...{
        DEKES_API_KEY: SECRETS.apiKey,
        DEKES_WEBHOOK_SECRET: SECRETS.webhookSecret,
        DEKES_API_URL: standinUrl,
      },
      ...change,
    });
    const observed = {
      read: (zone: string, { startMs, endMs }: Interval, signal: Signal) =>
        Promise.resolve(
          signal === 'marginal'
            ? null
            : {
                ...{ startMs, quality: 'measured', source: 'observer' },
                values: Array.from({ length: (endMs - startMs) / HOUR_MS }, () =>
                  isObserved ? (OBSERVED[zone] ?? null) : null,
                ),
              },
        ),
    };
    const module = await Test.createTestingModule({ imports: [PlatformModule, DekesModule] })
      .overrideProvider(SETTINGS)
      .useValue(settings)
      .overrideProvider(CLOCK)
      .useValue(clock)
      .overrideProvider(ObservedClient)
      .useValue(observed)
      .overrideProvider(RpcCaller)
      .useValue({
        call: ({ pattern }: { pattern: string }, emissions: WorkloadEmissions) => {
          expect(pattern).toBe(RECORD_EMISSIONS.pattern);
          told.push(emissions);
          return Promise.resolve({ isNew: true, rowCount: 1 });
        },
      })
      .overrideProvider(GridSnapshotStore)
      .useValue({
        current: (id: string) => known.current(id),
        forecast: (id: string) => known.forecast(id),
        close: () => Promise.resolve(),
      })
      .compile();
    module.enableShutdownHooks();
    return module.init();
  };
  const restart = async (change: Record<string, string> = {}) => {
    await app.close();
    app = await boot(change);
  };

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    standin = new DekesStandin(SECRETS);
    standinUrl = await standin.start();
    app = await boot();
  });
  afterAll(async () => {
    await app.close();
    await standin.stop();
    await redis.stop();
    await database.drop();
  });
  beforeEach(() => {
    clock.ms = Math.max(clock.ms, NOW_MS) + 100 * HOUR_MS;
    clock.ms -= clock.ms % HOUR_MS;
    isObserved = true;
    standin.fail(null);
    tellClean(3);
  });

  /** DE emits 300 at all times; FR 200, and 20 in the hour that lies so many hours ahead. */
  const tellClean = (hoursAhead: number) => {
    const fr = hours(200);
    fr[hoursAhead] = 20;
    known = new GridOfSpec(clock.ms).knows('DE', 300).expects('DE', hours(300));
    known.knows('FR', 200).expects('FR', fr);
  };
  const schedule = (change: Partial<ScheduleBatchRequest> = {}, count = 3): Promise<BatchAnswer> => {
    const name = `q${clock.ms}`;
    const queries = Array.from({ length: count }, (_, n) => ({
      id: `${name}-${n}`,
      query: 'leads',
      estimatedResults: 500,
    }));
    const request = { queries, regions: ['DE', 'FR'], callbackUrl: `${standinUrl}/hooks/queries`, ...change };
    return app.get(ScheduleBatchUseCase).execute(request);
  };
  const read = (batchId: string) => app.get(ReadBatchUseCase).execute(batchId);
  const statuses = async (batchId: string) => (await read(batchId)).queries.map(({ status }) => status);
  const dispatchesOf = ({ queries }: BatchAnswer) =>
    standin.seen.dispatched.filter(({ webhookId }) =>
      queries.some(({ decisionId }) => decisionId === webhookId),
    );
  const workload = async (decisionId: string): Promise<DekesWorkloadAnswer> => {
    const { items } = await app.get(ListWorkloadsUseCase).execute({ limit: 200 });
    const found = items.find((item) => item.decisionId === decisionId);
    if (found === undefined) throw new Error(`${decisionId} is not listed`);
    return found;
  };
  const complete = (
    decision_id: string,
    status: 'success' | 'failed' = 'success',
    functionalUnit?: FunctionalUnit,
  ) =>
    app.get(CompleteRunUseCase).execute({
      ...{ decision_id, executionRegion: 'FR', durationMinutes: 12, status },
      ...(functionalUnit && { functionalUnit }),
    });
  const reportsOf = (queryId: string | null) =>
    standin.seen.reports.filter((report) => report['queryId'] === queryId);

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

  it('gives up visibly: at once where the receiver is gone, else after a day', async () => {
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

  it('settles with observed hours, and tells DEKES what its query emitted', async () => {
    isObserved = false;
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '', id = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId);
    await soon(async () => {
      expect(await workload(decisionId)).toMatchObject({
        settlement: null,
        unsettledReason: expect.stringMatching(/zone FR is not observed yet/) as string,
      });
    });
    isObserved = true;
    await soon(() => {
      expect(reportsOf(id)).toHaveLength(1);
    });
    // DEKES has the report before the row says so.
    await soon(async () => {
      const { deliveries } = await workload(decisionId);
      expect(deliveries).toEqual([{ kind: 'report', status: 'delivered', attempts: 1, reason: null }]);
    });
    const { settlement, unsettledReason } = await workload(decisionId);
    // 12 minutes and 500 results; bare zones have a PUE of 1.2
    const itKwh = (12 / 60) * 2 * 2.12e-3 + (500 * 9.76) / 3.6e6;
    expect(settlement?.actualCO2).toBeCloseTo(itKwh * 1.2 * 40, 6);
    expect(settlement?.baselineCO2).toBeCloseTo(itKwh * 1.2 * 400, 5);
    expect(settlement?.avoidedCO2).toBeCloseTo(itKwh * 1.2 * 360, 5);
    expect(settlement).toMatchObject({
      energyQuality: 'reported-duration',
      quality: 'measured',
      reason: null,
    });
    expect(reportsOf(id)).toEqual([
      { queryId: id, actualCO2: settlement?.actualCO2, timestamp: settlement?.settledAt },
    ]);
    expect(unsettledReason).toBeNull();
    const { totalCO2Saved, method } = await app.get(ReadAnalyticsUseCase).execute();
    expect(totalCO2Saved).toBe(method.settled.avoidedCO2);
    expect(totalCO2Saved).toBeGreaterThanOrEqual(settlement?.avoidedCO2 ?? NaN);
  });

  it('settles anew when observations are corrected, and keeps what was worse', async () => {
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '', id = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId);
    await soon(async () => {
      expect((await workload(decisionId)).settlement?.carbonIntensity).toBe(40);
    });
    await soon(() => {
      expect(reportsOf(id)).toHaveLength(1);
    });
    OBSERVED['FR'] = 500;
    try {
      clock.ms += HOUR_MS;
      await soon(async () => {
        expect((await workload(decisionId)).settlement?.carbonIntensity).toBe(500);
      });
      const { settlement } = await workload(decisionId);
      expect(settlement?.avoidedCO2).toBeLessThan(0);
      await soon(() => {
        expect(reportsOf(id).map(({ actualCO2 }) => actualCO2)).toEqual([
          expect.any(Number),
          settlement?.actualCO2,
        ]);
      });
    } finally {
      OBSERVED['FR'] = 40;
    }
  });

  it('tells the emission log what runs of an organization emitted and brought, again when that was corrected', async () => {
    const organizationId = `org-${clock.ms}`;
    const batch = await schedule({ callbackUrl: undefined, organizationId }, 3);
    const nameless = await schedule({ callbackUrl: undefined }, 1);
    clock.ms += 5 * HOUR_MS + 5 * MINUTE_MS;
    const [query = '', counted = '', failed = ''] = batch.queries.map(({ decisionId }) => decisionId);
    await complete(query);
    await complete(counted, 'success', { name: 'leads', count: 40 });
    await expect(complete(counted)).rejects.toMatchObject({ problem: { code: 'ALREADY_COMPLETED' } });
    await complete(failed, 'failed');
    await complete(nameless.queries[0]?.decisionId ?? '');
    const ofOrganization = () => told.filter((one) => one.organizationId === organizationId);
    const of = (id: string) => ofOrganization().filter(({ workloadId }) => workloadId === id);
    await soon(() => {
      expect(ofOrganization()).toHaveLength(3);
    });
    const { settlement } = await workload(query);
    // 12 minutes, of which 7 before the hour and 5 after it.
    const start = new Date(clock.ms - 5 * MINUTE_MS - HOUR_MS).toISOString();
    const end = new Date(clock.ms - 5 * MINUTE_MS).toISOString();
    const hour = (hourAt: string, minutes: number) => ({
      ...{ hourAt, runMs: minutes * MINUTE_MS, averageGPerKwh: 40, marginalGPerKwh: null },
    });
    expect(of(query)).toEqual([
      {
        ...{ organizationId, workloadId: query, revision: 1, workloadType: null, method: 'location-based' },
        ...{ source: 'observer', quality: 'measured', energyQuality: 'modelled', embodiedG: null },
        factorVersion: `lifecycle, as known on ${end.slice(0, 10)}`,
        parts: [
          {
            ...{ zone: 'FR', energyKwh: settlement?.energyKwh },
            hours: [hour(start, 7), hour(end, 5)],
          },
        ],
        functionalUnit: { name: 'queries', count: 1 },
        baseline: { emissionsG: settlement?.baselineCO2, method: 'run-at-once-in-first-region' },
      },
    ]);
    expect(of(counted)).toMatchObject([{ functionalUnit: { name: 'leads', count: 40 } }]);
    expect(of(failed)).toMatchObject([{ functionalUnit: null, baseline: null }]);
    await soon(async () => {
      expect((await workload(nameless.queries[0]?.decisionId ?? '')).settlement?.isInEmissionLog).toBe(false);
    });
    await restart();
    OBSERVED['FR'] = 500;
    try {
      clock.ms += HOUR_MS;
      await soon(() => {
        expect(ofOrganization()).toHaveLength(6);
      });
    } finally {
      OBSERVED['FR'] = 40;
    }
    expect(of(query).map(({ revision }) => revision)).toEqual([1, 2]);
    expect(told.map(({ workloadId }) => workloadId)).not.toContain(nameless.queries[0]?.decisionId);
  });

  it('claims nothing for a run that failed', async () => {
    const batch = await schedule({ callbackUrl: undefined }, 1);
    const { decisionId = '' } = batch.queries[0] ?? {};
    clock.ms += 3 * HOUR_MS + 12 * MINUTE_MS;
    await complete(decisionId, 'failed');
    await soon(async () => {
      expect((await workload(decisionId)).settlement).toMatchObject({
        avoidedCO2: null,
        baselineCO2: null,
        reason: expect.stringMatching(/failed/) as string,
      });
    });
  });

  it.each([
    ['answers 500', { mode: 'status', status: 500 }, /answered 500/],
    ['answers garbage', { mode: 'garbage' }, /something else than documented/],
    ['hangs up', { mode: 'down' }, /cannot be reached/],
    ['refuses the key', { mode: 'status', status: 401 }, /answered 401/],
  ] as const)(
    'keeps an event while DEKES %s, also over a restart, and tells it once',
    async (_what, fault, reason) => {
      standin.fail(fault);
      const { decisionId } = await app.get(RouteRunUseCase).execute({
        ...{ organizationId: 'org_1', source: 'DEKES', workloadType: 'enrichment_job' },
        ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 30, delayToleranceMinutes: 240 },
      });
      await soon(async () => {
        const [delivery] = (await workload(decisionId)).deliveries;
        expect(delivery).toMatchObject({
          status: 'waiting',
          reason: expect.stringMatching(reason) as string,
        });
      });
      await restart();
      standin.fail(null);
      await soon(async () => {
        expect((await workload(decisionId)).deliveries).toMatchObject([
          { kind: 'event', status: 'delivered' },
        ]);
      });
      const events = standin.seen.events.filter(({ handoffId }) => String(handoffId).startsWith(decisionId));
      expect(events).toMatchObject([{ eventType: 'POLICY_DELAY', organizationId: 'org_1' }]);
    },
  );

  it('tells of budgets, and does not repeat what DEKES refuses for good', async () => {
    await restart({ DEKES_ORGANIZATION_ID: 'org_budget' });
    const optimize = (id: string, carbonBudget: number) =>
      app
        .get(OptimizeQueryUseCase)
        .execute({ query: { id, query: 'x', estimatedResults: 500 }, carbonBudget, regions: ['DE'] });
    const exceeded = await optimize('q-exceeded', 0.1);
    const kept = await optimize('q-kept', 100);
    const nearly = await optimize('q-nearly', exceeded.estimatedCO2 * 1.1);
    await soon(async () => {
      for (const { decisionId } of [exceeded, nearly])
        expect((await workload(decisionId)).deliveries).toMatchObject([{ status: 'delivered' }]);
    });
    const typesOf = (decisionId: string) =>
      standin.seen.events
        .filter(({ handoffId }) => String(handoffId).startsWith(decisionId))
        .map(({ eventType }) => eventType);
    expect([exceeded, kept, nearly].map(({ decisionId }) => typesOf(decisionId))).toEqual([
      ['BUDGET_EXCEEDED'],
      [],
      ['BUDGET_WARNING'],
    ]);

    standin.fail({ mode: 'status', status: 422 });
    await app.get(ReportCarbonUseCase).execute({ queryId: 'q-kept', actualCO2: 200 });
    await soon(async () => {
      expect((await workload(kept.decisionId)).deliveries).toMatchObject([{ status: 'dead', attempts: 1 }]);
    });
  });

  it('keeps everything while there is no DEKES, says so, and tells it as soon as there is', async () => {
    await restart({ DEKES_API_URL: '' });
    const { decisionId } = await app.get(RouteRunUseCase).execute({
      ...{ organizationId: 'org_2', source: 'DEKES', workloadType: 'enrichment_job' },
      ...{ candidateRegions: ['DE', 'FR'], durationMinutes: 30, delayToleranceMinutes: 240 },
    });
    const notDelivered = 'not delivered: DEKES_API_URL is not set';
    expect((await workload(decisionId)).deliveries).toEqual([
      { kind: 'event', status: 'waiting', attempts: 0, reason: notDelivered },
    ]);
    expect((await app.get(ReadAnalyticsUseCase).execute()).method).toMatchObject({
      undeliveredReason: notDelivered,
    });
    await restart();
    await soon(async () => {
      expect((await workload(decisionId)).deliveries).toMatchObject([{ status: 'delivered' }]);
    });
  });
});
