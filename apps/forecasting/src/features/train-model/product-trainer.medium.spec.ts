import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, seriesId, toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { GridHoursRequest, GridHoursResponse, SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import {
  LIST_MODELS,
  OBSERVATIONS_RECORDED,
  READ_ACCURACY,
  READ_FORECAST,
  READ_GRID_HOURS,
  READ_SERIES,
  TRAIN_MODEL,
} from '@ecobe/contracts';
import { EventPublisher, GridSnapshotStore, RpcCaller, connectStreams } from '@ecobe/messaging';
import { CLOCK, httpServer } from '@ecobe/platform';
import { Controller, Inject, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { createTestDatabase } from '../../../../../test/support/database';
import type { TestDatabase } from '../../../../../test/support/database';
import { startRedis } from '../../../../../test/support/redis';
import type { TestRedis } from '../../../../../test/support/redis';
import { DE, NOON_MS, currentOf } from '../../forecasting.fixture';
import { ForecastingModule } from '../../forecasting.module';
import { WindyGrid } from '../../windy-grid.fixture';

/** So many that trees are grown: they need about 200 days before the issue. */
const KNOWN_DAYS = 225;
const DAYS_AFTER = 8;
const grid = new WindyGrid(NOON_MS - KNOWN_DAYS * DAY_MS, KNOWN_DAYS + DAYS_AFTER);

/** Ingestion, as far as forecasting asks it. */
@Controller()
class IngestionController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  @MessagePattern(READ_SERIES.pattern)
  read(@Payload() { start, end, ...key }: SeriesRequest): SeriesResponse {
    const span = { startMs: Date.parse(start), endMs: Date.parse(end) };
    return grid.series(key, span, this.clock.nowMs());
  }

  @MessagePattern(READ_GRID_HOURS.pattern)
  readGrid(@Payload() request: GridHoursRequest): GridHoursResponse {
    return grid.gridHours(request, this.clock.nowMs());
  }
}

@Module({ imports: [ForecastingModule], controllers: [IngestionController] })
class SpecModule {}

describe('the trainer of the product in production', () => {
  jest.setTimeout(180_000);
  const saved = { ...process.env };
  let database: TestDatabase;
  let redis: TestRedis;
  let app: INestApplication;

  const bootAt = async (nowMs: number) => {
    Object.assign(process.env, {
      ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'silent', ECOBE_TRAINING: 'off' },
      ...{ ECOBE_CLOCK: toIso(nowMs), ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()) },
    });
    const module = await Test.createTestingModule({ imports: [SpecModule] }).compile();
    app = module.createNestApplication(httpServer(), { logger: false });
    connectStreams(app);
    await app.init();
    await app.startAllMicroservices();
    await app.get(GridSnapshotStore).putCurrent([currentOf(DE, nowMs - HOUR_MS)]);
  };
  const region = { region: 'DE', basis: 'lifecycle' as const };
  async function eventually<T>(look: () => Promise<T | undefined>, limitMs = 120_000): Promise<T> {
    for (const startedMs = Date.now(); Date.now() - startedMs < limitMs; await sleep(100)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error('did not come true in time');
  }

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    await bootAt(NOON_MS);
  });

  afterAll(async () => {
    await app.close();
    await redis.stop();
    await database.drop();
    process.env = saved;
  });

  it('learns regressions and trees that beat the profile, and lets them serve', async () => {
    await app.get(RpcCaller).call(TRAIN_MODEL, region);
    const { training, models } = await eventually(async () => {
      const listed = await app.get(RpcCaller).call(LIST_MODELS, region);
      return listed.training?.endedAt == null ? undefined : listed;
    });
    expect(training).toMatchObject({ state: 'promoted', knownHours: KNOWN_DAYS * 24 });
    expect(models).toMatchObject([{ status: 'serving', kind: 'real' }]);
    expect(models[0]?.features).toEqual(['carbon-intensity-history', 'generation-by-source', 'weather']);
    const [firstDay] = models[0]?.heldOutDays ?? [];
    expect(firstDay?.mapePercent).toBeLessThan((firstDay?.profileMapePercent ?? 0) / 2);
  });

  it('issues with all members, within a band, and tells the held-out skill', async () => {
    const forecast = await eventually(async () => {
      const read = await app.get(RpcCaller).call(READ_FORECAST, { ...region, horizonHours: 96 });
      return read.model.startsWith('profile') ? undefined : read;
    });
    expect(forecast.model).toMatch(/^blend\(ridge\+ridge-by-source\+boosting\)@\d+\+conformal@\d+$/);
    expect(forecast.skipped).toEqual([]);
    expect(forecast.points).toHaveLength(96);
    for (const { carbonIntensity, p10, p90 } of forecast.points) {
      expect(p10).toBeLessThanOrEqual(carbonIntensity);
      expect(p90).toBeGreaterThanOrEqual(carbonIntensity);
    }
    expect(forecast.skill).toMatchObject({ until: toIso(NOON_MS), reason: null });
  });

  it('is scored when the truth has come, after a restart, and beats the seasonal naive', async () => {
    await app.close();
    await bootAt(NOON_MS + 26 * HOUR_MS);
    await app.get(EventPublisher).emit(OBSERVATIONS_RECORDED, { seriesIds: [seriesId(DE)] });
    const { overall } = await eventually(async () => {
      const read = await app.get(RpcCaller).call(READ_ACCURACY, { ...region, days: 30 });
      return read.overall.hourCount >= 26 ? read : undefined;
    });
    // The first forecast of an hour is the one that is scored: it may be the profile's, issued while the model still learnt.
    expect(overall.maeGPerKwh).toBeLessThan(overall.seasonalNaiveMaeGPerKwh ?? 0);
    const { model } = await app.get(RpcCaller).call(READ_FORECAST, { ...region, horizonHours: 24 });
    expect(model).toContain('boosting');
  });
});
