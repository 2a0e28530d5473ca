import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import { HOUR_MS } from '@ecobe/carbon';
import type { Interval, Signal } from '@ecobe/carbon';
import { ProblemError, RECORD_EMISSIONS } from '@ecobe/contracts';
import type {
  BatchAnswer,
  DekesWorkloadAnswer,
  FunctionalUnit,
  ScheduleBatchRequest,
  WorkloadEmissions,
} from '@ecobe/contracts';
import { GridSnapshotStore, RpcCaller } from '@ecobe/messaging';
import { outboxCheck } from '@ecobe/persistence';
import type { Outbox } from '@ecobe/persistence';
import { CLOCK, PlatformModule, SETTINGS, loadSettings } from '@ecobe/platform';
import { Test } from '@nestjs/testing';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { TestingModule } from '@nestjs/testing';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { DekesStandin } from '../../../test/support/dekes-standin/dekes-standin';
import { GridOfSpec } from '../../../test/support/grid-of-spec';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { ObservedClient } from './adapters/observed.client';
import { NOW_MS, clockAt, hours } from './dekes.fixture';
import { EMISSION_OUTBOX } from './dekes-adapters.module';
import { DekesModule } from './dekes.module';
import { CompleteRunUseCase } from './features/complete-run/complete-run.use-case';
import { ListWorkloadsUseCase } from './features/list-workloads/list-workloads.use-case';
import { ReadBatchUseCase } from './features/read-batch/read-batch.use-case';
import { ScheduleBatchUseCase } from './features/schedule-batch/schedule-batch.use-case';

const SECRETS = {
  apiKey: 'api-key',
  webhookSecret: 'event-key',
  callbackSecret: 'a secret of 24 characters and more',
};
/** What is observed of a zone at every hour, gCO2eq/kWh; a spec that changes it puts it back. */
export const OBSERVED: Record<string, number> = { FR: 40, DE: 400 };

/** Tries until it holds. */
export async function soon(holds: () => Promise<void> | void): Promise<void> {
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
export async function flushAll(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write('FLUSHALL\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString()).toBe('+OK\r\n');
}

/** The whole app on real stores for the specs of one file, with a clock that they move, and a DEKES that fails when told to. */
export function dekesOfSpec() {
  let database: TestDatabase;
  const redis = {} as TestRedis;
  const standin = new DekesStandin(SECRETS);
  let standinUrl: string;
  let running: TestingModule;
  const app = {
    get: <Service>(token: Type<Service>): Service => running.get(token),
  };
  const clock = clockAt();
  let known = new GridOfSpec(NOW_MS);
  const observing = { isOn: true };
  /** What the emission log was told. */
  const told: WorkloadEmissions[] = [];
  /** Why the emission log refuses whatever it is told. */
  const log = {
    refusesWith: null as string | null,
    /** What waits for it is due at once. */
    tellNow: () =>
      running
        .get<DataSource>(getDataSourceToken('dekes'))
        .query<unknown>('UPDATE dekes.emission_outbox SET due_at = now()'),
    check: () => outboxCheck(running.get<Outbox>(EMISSION_OUTBOX)),
  };

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
                  observing.isOn ? (OBSERVED[zone] ?? null) : null,
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
          if (log.refusesWith !== null)
            return Promise.reject(
              new ProblemError({ status: 400, code: 'INVALID', title: 'Invalid', detail: log.refusesWith }),
            );
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
    await running.close();
    running = await boot(change);
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(redis, await startRedis());
    standinUrl = await standin.start();
    running = await boot();
  });
  afterAll(async () => {
    await running.close();
    await standin.stop();
    await redis.stop();
    await database.drop();
  });
  beforeEach(() => {
    clock.ms = Math.max(clock.ms, NOW_MS) + 100 * HOUR_MS;
    clock.ms -= clock.ms % HOUR_MS;
    observing.isOn = true;
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
  return {
    ...{ app, clock, redis, standin, told, log, observing, restart, tellClean, schedule, read, statuses },
    ...{ dispatchesOf, workload, complete, reportsOf },
  };
}
