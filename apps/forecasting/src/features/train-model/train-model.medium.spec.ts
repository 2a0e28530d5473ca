import 'reflect-metadata';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, seriesId } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import type { GridHoursRequest, GridHoursResponse, SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import {
  HISTORY_IMPORTED,
  LIST_MODELS,
  READ_FORECAST,
  READ_GRID_HOURS,
  READ_SERIES,
  ROLLBACK_MODEL,
  TRAIN_MODEL,
} from '@ecobe/contracts';
import { EventPublisher, GridSnapshotStore, RpcCaller, connectStreams } from '@ecobe/messaging';
import { httpServer } from '@ecobe/platform';
import { Controller, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { createTestDatabase } from '../../../../../test/support/database';
import type { TestDatabase } from '../../../../../test/support/database';
import { startRedis } from '../../../../../test/support/redis';
import type { TestRedis } from '../../../../../test/support/redis';
import { ForecastModelRepository } from '../../adapters/forecast-model.repository';
import { ForecastThreads } from '../../adapters/forecast.threads';
import { TrainingThread } from '../../adapters/training.thread';
import { DE, FakeHistory, NOON_MS, currentOf } from '../../forecasting.fixture';
import { ForecastingModule, MODEL_TRAINERS } from '../../forecasting.module';
import { FakeGridHours } from '../../training.fixture';
import { hourShapeTrainer, weeklyIntensity } from './hour-shape.trainer.fixture';

/** Ingestion, as far as forecasting asks it: three years of a grid with clean weekends. */
@Controller()
class IngestionController {
  static pages = 0;

  @MessagePattern(READ_SERIES.pattern)
  read(@Payload() { zone, signal, basis, start, end }: SeriesRequest): Promise<SeriesResponse> {
    const known = new FakeHistory();
    known.valueAt = weeklyIntensity;
    IngestionController.pages += 1;
    return known.read({ zone, signal, basis }, { startMs: Date.parse(start), endMs: Date.parse(end) });
  }

  @MessagePattern(READ_GRID_HOURS.pattern)
  readGrid(@Payload() { zone, basis, start, end }: GridHoursRequest): Promise<GridHoursResponse> {
    return new FakeGridHours().read(zone, basis, { startMs: Date.parse(start), endMs: Date.parse(end) });
  }
}

@Module({ imports: [ForecastingModule], controllers: [IngestionController] })
class SpecModule {}

const fromSource = (file: string) => ({
  file: path.resolve(__dirname, '../../adapters', file),
  execArgv: ['--require', path.resolve(__dirname, '../../../../../test/support/typescript-hook.cjs')],
});

describe('training on PostgreSQL, Redis and real threads', () => {
  jest.setTimeout(120_000);
  const saved = { ...process.env };
  let database: TestDatabase;
  let redis: TestRedis;
  let replicas: INestApplication[] = [];

  const boot = async () => {
    const module = await Test.createTestingModule({ imports: [SpecModule] })
      .overrideProvider(TrainingThread)
      .useFactory({ factory: () => new TrainingThread(fromSource('training.worker.fixture.ts')) })
      .overrideProvider(ForecastThreads)
      .useFactory({
        factory: (registry: ForecastModelRepository) =>
          new ForecastThreads(registry, fromSource('forecast.worker.fixture.ts')),
        inject: [ForecastModelRepository],
      })
      .overrideProvider(MODEL_TRAINERS)
      .useValue([hourShapeTrainer])
      .compile();
    const app = module.createNestApplication(httpServer(), { logger: false });
    connectStreams(app);
    await app.init();
    await app.startAllMicroservices();
    return app;
  };
  const caller = (replica = 0) => {
    const app = replicas[replica];
    if (app === undefined) throw new Error(`no replica ${replica}`);
    return app.get(RpcCaller);
  };
  const models = (basis: Basis = 'lifecycle') => caller().call(LIST_MODELS, { region: 'DE', basis });
  const forecastBy = async () =>
    (await caller(1).call(READ_FORECAST, { region: 'DE', horizonHours: 24, basis: 'lifecycle' })).model;
  const eventually = async <T>(look: () => Promise<T | undefined>, limitMs = 60_000): Promise<T> => {
    for (const startedMs = Date.now(); Date.now() - startedMs < limitMs; await sleep(50)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error('did not come true in time');
  };
  const untilForecastBy = (model: string) =>
    eventually(async () => ((await forecastBy()) === model ? model : undefined));

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
      ECOBE_CLOCK: '2021-11-15T12:00:00Z',
      ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()),
    });
    replicas = [await boot(), await boot()];
    await replicas[0]?.get(GridSnapshotStore).putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
  });

  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await redis.stop();
    await database.drop();
    process.env = saved;
  });

  it('trains once however many ask, and the event loop hardly notices', async () => {
    expect(await forecastBy()).toBe('profile-7d@1');
    const idle = monitorEventLoopDelay({ resolution: 5 });
    idle.enable();
    await sleep(1_000);
    idle.disable();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    let ticks = 0;
    const startedMs = Date.now();
    const timer = setInterval(() => (ticks += 1), 20);
    delay.enable();
    const ask = (replica: number) => caller(replica).call(TRAIN_MODEL, { region: 'DE', basis: 'lifecycle' });
    await Promise.all([ask(0), ask(1), ask(0)]);
    const { training } = await eventually(async () => {
      const listed = await models();
      return listed.training?.endedAt == null ? undefined : listed;
    });
    delay.disable();
    clearInterval(timer);
    const tookMs = Date.now() - startedMs;
    process.stderr.write(
      `event loop delay while ${IngestionController.pages} pages were read and a model was trained (${tookMs} ms): ` +
        `max ${(delay.max / 1e6).toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms; ` +
        `while nothing was done (others use the machine too): max ${(idle.max / 1e6).toFixed(1)} ms\n`,
    );
    expect(ticks).toBeGreaterThan(tookMs / 20 / 4);
    expect(training).toMatchObject({ state: 'promoted', reason: 'asked', shareDone: 1 });
    expect((await models()).models).toMatchObject([
      {
        status: 'serving',
        trainer: 'hour-shape@1',
        kind: 'real',
        canServeAgain: true,
        heldOutForecastCount: 29,
      },
    ]);
  });

  it('serves what was promoted from the next issue on, in every replica', async () => {
    expect(await untilForecastBy('hour-shape@1')).toBe('hour-shape@1');
    const { skill } = await caller().call(READ_FORECAST, {
      region: 'DE',
      horizonHours: 1,
      basis: 'lifecycle',
    });
    expect(skill.mapePercent).toBeLessThan(skill.seasonalNaiveMapePercent ?? 0);
  });

  it('trains what an import brought much history to, and leaves the rest', async () => {
    await replicas[1]?.get(EventPublisher).emit(HISTORY_IMPORTED, { zone: 'DE' });
    const { training } = await eventually(async () => {
      const listed = await models('direct');
      return listed.training?.endedAt == null ? undefined : listed;
    });
    expect(training).toMatchObject({ state: 'promoted', reason: 'first' });
    // The other basis was trained on as many hours already.
    expect((await models()).models).toHaveLength(1);
  });

  it('rolls back in one call, and can come back after a restart', async () => {
    const [model] = (await models()).models;
    const rolledBack = await caller().call(ROLLBACK_MODEL, { region: 'DE', basis: 'lifecycle', toId: null });
    expect(rolledBack).toEqual({ zone: 'DE', basis: 'lifecycle', fromId: model?.id, toId: null });
    await untilForecastBy('profile-7d@1');
    await expect(
      caller().call(ROLLBACK_MODEL, { region: 'DE', basis: 'lifecycle', toId: 4_711 }),
    ).rejects.toMatchObject({ problem: { status: 409, code: 'NO_ROLLBACK' } });

    await Promise.all(replicas.map((replica) => replica.close()));
    replicas = [await boot(), await boot()];
    expect((await models()).models).toMatchObject([{ id: model?.id, status: 'rolled-back' }]);
    await caller().call(ROLLBACK_MODEL, { region: 'DE', basis: 'lifecycle', toId: model?.id ?? 0 });
    await untilForecastBy('hour-shape@1');
    expect(seriesId(await models())).toBe(seriesId(DE));
  });
});
