import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, seriesId } from '@ecobe/carbon';
import type { SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import {
  FIND_WINDOW,
  OBSERVATIONS_RECORDED,
  ProblemError,
  READ_FORECAST,
  READ_SERIES,
  healthOf,
} from '@ecobe/contracts';
import { EventPublisher, GridSnapshotStore, RpcCaller, connectStreams } from '@ecobe/messaging';
import { startService } from '@ecobe/platform';
import { Controller, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { DE, FakeHistory, NOON_MS, currentOf } from './forecasting.fixture';
import { ForecastingModule } from './forecasting.module';

const FR = { ...DE, zone: 'FR' };
const history = new FakeHistory();

/** Ingestion, as far as forecasting asks it: knows DE and FR. */
@Controller()
class IngestionController {
  @MessagePattern(READ_SERIES.pattern)
  read(@Payload() { zone, signal, basis, start, end }: SeriesRequest): Promise<SeriesResponse> {
    const span = { startMs: Date.parse(start), endMs: Date.parse(end) };
    const known = new FakeHistory();
    known.untilMs = ['DE', 'FR'].includes(zone) ? history.untilMs : 0;
    return known.read({ zone, signal, basis }, span);
  }
}

@Module({
  imports: [ForecastingModule],
  controllers: [IngestionController],
})
class SpecModule {}

async function eventually<T>(look: () => T | undefined, limitMs = 20_000): Promise<T> {
  for (const startedMs = Date.now(); Date.now() - startedMs < limitMs; await sleep(25)) {
    const found = look();
    if (found !== undefined) return found;
  }
  throw new Error('did not come true in time');
}

describe('ForecastingModule on PostgreSQL and Redis', () => {
  const saved = { ...process.env };
  let database: TestDatabase;
  let redis: TestRedis;
  let app: INestApplication;

  const boot = async () => {
    app = await startService({ name: 'forecasting', module: SpecModule, connect: connectStreams });
  };
  const snapshot = () => app.get(GridSnapshotStore);
  const issuedCount = async (zone: string) => {
    const [row] = await app
      .get<DataSource>(getDataSourceToken('forecasting'))
      .query<{ count: string }[]>('SELECT count(*) FROM forecasting.carbon_forecast WHERE zone = $1', [zone]);
    return Number(row?.count);
  };

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: 'silent',
      ECOBE_CLOCK: '2021-11-15T12:00:00Z',
      ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()),
    });
    await boot();
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await redis.stop();
    await database.drop();
    process.env = saved;
  });

  it('issues a forecast when observations arrived: stored, published, from the running hour on', async () => {
    await snapshot().putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
    await app.get(EventPublisher).emit(OBSERVATIONS_RECORDED, { seriesIds: [seriesId(DE)] });
    const published = await eventually(() => snapshot().forecast(seriesId(DE)));
    expect(published).toMatchObject({
      startAt: '2021-11-15T12:00:00.000Z',
      quality: 'forecast',
      source: 'entsoe',
    });
    expect(published.values).toHaveLength(98);
    expect(await issuedCount('DE')).toBe(1);
  }, 30_000);

  it('answers a forecast and a window over the transport', async () => {
    const caller = app.get(RpcCaller);
    const forecast = await caller.call(READ_FORECAST, { region: 'DE', horizonHours: 48, basis: 'lifecycle' });
    expect(forecast.points).toHaveLength(48);
    expect(forecast.points[0]).toMatchObject({ validAt: '2021-11-15T12:00:00.000Z' });
    const asked = { region: 'DE', durationHours: 4, lookAheadHours: 48, basis: 'lifecycle' as const };
    const window = await caller.call(FIND_WINDOW, asked);
    expect(window).toMatchObject({ zone: 'DE', startTime: '2021-11-16T04:00:00.000Z' });
    expect(window.savings).toBeGreaterThan(20);
    expect(await issuedCount('DE')).toBe(1);
  });

  it('issues on request for a series that nobody announced, once however many ask', async () => {
    const ask = () =>
      app.get(RpcCaller).call(READ_FORECAST, { region: 'FR', horizonHours: 1, basis: 'lifecycle' });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map((answer) => answer.issuedAt)).size).toBe(1);
    expect(await issuedCount('FR')).toBe(1);
    expect(snapshot().forecast(seriesId(FR))).toBeUndefined(); // while no current value of FR is published
    await snapshot().putCurrent([currentOf(FR, NOON_MS - HOUR_MS)]);
    expect(snapshot().forecast(seriesId(FR))).toBeDefined();
  });

  it('refuses a zone without data, and a region nobody knows', async () => {
    const codeOf = (region: string) =>
      app
        .get(RpcCaller)
        .call(READ_FORECAST, { region, horizonHours: 1, basis: 'lifecycle' })
        .catch((error: unknown) => (error instanceof ProblemError ? error.problem.code : error));
    expect(await codeOf('PL')).toBe('NO_OBSERVATIONS');
    expect(await codeOf('Atlantis')).toBe('UNKNOWN_REGION');
  });

  it('reports its health', async () => {
    expect(await app.get(RpcCaller).call(healthOf('forecasting'), {})).toEqual({
      status: 'ok',
      checks: {
        database: { status: 'ok' },
        redis: { status: 'ok' },
        forecasts: { status: 'ok', series: 2, withoutFreshForecast: 0 },
        drift: { status: 'ok', judged: 0, drifting: 0 },
      },
    });
  });

  it('publishes what it had issued after a restart on an empty Redis, without asking ingestion', async () => {
    const before = snapshot().forecast(seriesId(FR));
    await app.close();
    await redis.stop();
    redis = await startRedis();
    process.env.REDIS_URL = redis.url;
    history.untilMs = 0;
    await boot();
    await snapshot().putCurrent([currentOf(FR, NOON_MS - HOUR_MS)]);
    expect(before).toBeDefined();
    expect(snapshot().forecast(seriesId(FR))).toEqual(before);
    expect(await issuedCount('FR')).toBe(1);
  }, 60_000);
});
