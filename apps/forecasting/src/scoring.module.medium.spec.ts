import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { DAY_MS, HOUR_MS, seriesId } from '@ecobe/carbon';
import type { SeriesRequest, SeriesResponse } from '@ecobe/contracts';
import { OBSERVATIONS_RECORDED, READ_ACCURACY, READ_SERIES, healthOf } from '@ecobe/contracts';
import { EventPublisher, GridSnapshotStore, JobQueues, RpcCaller, connectStreams } from '@ecobe/messaging';
import { startService } from '@ecobe/platform';
import { Controller, Module } from '@nestjs/common';
import type { INestApplication } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { freePort } from '../../../test/support/free-port';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { CarbonForecastRepository } from './adapters/carbon-forecast.repository';
import { SCORE_QUEUE } from './features/score-forecasts/score-forecasts.processor';
import type { ScoreJob } from './features/score-forecasts/score-forecasts.processor';
import { DE, FakeHistory, NOON_MS, currentOf, issuedForecast, swing } from './forecasting.fixture';
import { ForecastingModule } from './forecasting.module';

/** Ingestion, as far as scoring asks it. */
@Controller()
class IngestionController {
  @MessagePattern(READ_SERIES.pattern)
  read(@Payload() { start, end, ...key }: SeriesRequest): Promise<SeriesResponse> {
    return new FakeHistory().read(key, { startMs: Date.parse(start), endMs: Date.parse(end) });
  }
}

@Module({ imports: [ForecastingModule], controllers: [IngestionController] })
class SpecModule {}

/** As forecasts are rounded at their issue, gCO2eq/kWh. */
const told = (gPerKwh: number): number => Math.round(gPerKwh * 100) / 100;

describe('scoring on PostgreSQL and Redis', () => {
  const saved = { ...process.env };
  let database: TestDatabase;
  let redis: TestRedis;
  let app: INestApplication;
  let probesUrl: string;

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    const port = await freePort();
    probesUrl = `http://127.0.0.1:${port}`;
    Object.assign(process.env, {
      ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, LOG_LEVEL: 'silent' },
      ...{ ECOBE_CLOCK: '2021-11-15T12:00:00Z', ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()) },
      ...{ ECOBE_TRAINING: 'off', ECOBE_PROBE_PORT: String(port) },
    });
    app = await startService({ name: 'forecasting', module: SpecModule, connect: connectStreams });
    await app.get(GridSnapshotStore).putCurrent([currentOf(DE, NOON_MS - HOUR_MS)]);
  }, 60_000);

  afterAll(async () => {
    await app.close();
    await redis.stop();
    await database.drop();
    process.env = saved;
  });

  const accuracy = () =>
    app.get(RpcCaller).call(READ_ACCURACY, { region: 'DE', days: 30, basis: 'lifecycle' });
  const query = <Row>(sql: string): Promise<Row[]> =>
    app.get<DataSource>(getDataSourceToken('forecasting')).query<Row[]>(sql);
  async function eventually<T>(look: () => Promise<T | undefined>, limitMs = 20_000): Promise<T> {
    for (const startedMs = Date.now(); Date.now() - startedMs < limitMs; await sleep(50)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error('did not come true in time');
  }

  it('scores what was issued when the truth is told', async () => {
    const store = new CarbonForecastRepository(app.get(getDataSourceToken('forecasting')));
    // Four days of hourly forecasts that are 20 g too high, beside a naive that is 10 g too high.
    for (let hour = -100; hour < 0; hour++) {
      const issuedAtMs = NOON_MS + hour * HOUR_MS;
      const truth = Array.from({ length: 98 }, (_, lead) => told(swing(issuedAtMs + lead * HOUR_MS)));
      const curves = { values: truth.map((g) => told(g + 20)), p10: truth, p90: truth.map((g) => g + 30) };
      const naive = truth.slice(0, 24).map((g) => told(g + 10));
      await store.save(issuedForecast(issuedAtMs, { ...curves, naive }));
    }
    await app.get(EventPublisher).emit(OBSERVATIONS_RECORDED, { seriesIds: [seriesId(DE)] });
    // Hour n of the hundred is said at leads 0 to n - 1, but at no more than 96.
    const hours = Array.from({ length: 100 }, (_, n) => Math.min(n + 1, 96)).reduce((a, b) => a + b, 0);
    const found = await eventually(async () => {
      const answer = await accuracy();
      return answer.overall.hourCount === hours ? answer : undefined;
    });
    expect(found.overall).toMatchObject({
      maeGPerKwh: 20,
      seasonalNaiveMaeGPerKwh: 10,
      coveragePercent: 100,
    });
    expect(found.overall.skill).toBeCloseTo(-1, 2);
    expect(found).toMatchObject({ quality: 'measured', source: 'entsoe', excluded: [], reason: null });
  }, 40_000);

  it('notices the drift, asks for training once, and tells it by metrics and health', async () => {
    const queue = app.get(JobQueues).queue<ScoreJob>(SCORE_QUEUE);
    const round = () => queue.add('round', { seriesIds: null, days: 8 });
    await Promise.all([round(), round()]);
    const [notice] = await eventually(async () => {
      const rows = await query<{ zone: string; noticed_day: Date; skill: number }>(
        'SELECT * FROM forecasting.forecast_drift',
      );
      return rows.length === 0 ? undefined : rows;
    });
    expect(notice).toMatchObject({ zone: 'DE', noticed_day: new Date(NOON_MS - DAY_MS / 2) });
    expect(notice?.skill).toBeCloseTo(-1, 2);
    const trained = await eventually(async () => {
      const [row] = await query<{ reason: string; state: string }>(
        `SELECT reason, state FROM forecasting.series_training WHERE zone = 'DE' AND ended_at IS NOT NULL`,
      );
      return row;
    });
    expect(trained).toEqual({ reason: 'drift', state: 'refused' });
    expect(await query('SELECT * FROM forecasting.forecast_drift')).toHaveLength(1);
    const metrics = await (await fetch(`${probesUrl}/metrics`)).text();
    expect(metrics).toMatch(/^ecobe_forecast_skill\{zone="DE",basis="lifecycle"\} -(1|0\.99|1\.0)/m);
    expect(metrics).toContain('ecobe_forecast_drifting{zone="DE",basis="lifecycle"} 1');
    const { checks } = await app.get(RpcCaller).call(healthOf('forecasting'), {});
    expect(checks['drift']).toEqual({
      ...{ status: 'ok', judged: 1, drifting: 1 },
      detail: 'worse than the seasonal naive for three days: DE (lifecycle)',
    });
  }, 40_000);

  it('is ready while its stores are', async () => {
    expect((await fetch(`${probesUrl}/health/ready`)).status).toBe(200);
  });
});
