import { DAY_MS, HOUR_MS, zones } from '@ecobe/carbon';
import type { SeriesKey } from '@ecobe/carbon';
import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { ScoreManyUseCase } from '../features/score-forecasts/score-many.use-case';
import { ScoreSeriesUseCase } from '../features/score-forecasts/score-series.use-case';
import { DE, FakeClock, FakeHistory, issuedForecast, swing } from '../forecasting.fixture';
import { scoreStoreConformance } from '../ports/score-store.conformance.fixture';
import { CarbonForecastRepository } from './carbon-forecast.repository';
import { ForecastDriftRepository } from './forecast-drift.repository';
import { ForecastScoreRepository } from './forecast-score.repository';
import { FORECASTING_SCHEMA } from './forecasting.schema';

const DAY = Date.UTC(2021, 10, 15);

describe('ForecastScoreRepository', () => {
  let database: TestDatabase;
  let source: DataSource;
  let forecasts: CarbonForecastRepository;
  let scores: ForecastScoreRepository;
  let history: FakeHistory;
  let clock: FakeClock;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema(FORECASTING_SCHEMA, database.url);
  }, 60_000);

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    await source.query(
      'TRUNCATE forecasting.carbon_forecast, forecasting.scored_day, forecasting.forecast_score, forecasting.forecast_drift',
    );
    [forecasts, scores] = [new CarbonForecastRepository(source), new ForecastScoreRepository(source)];
    history = new FakeHistory();
    history.untilMs = Infinity;
    clock = new FakeClock(DAY + DAY_MS);
  });

  scoreStoreConformance(() => Promise.resolve({ forecasts, scores }));

  /** A replica of the service: its own connection pool is not needed to race another. */
  const replica = () =>
    new ScoreSeriesUseCase(
      history,
      new CarbonForecastRepository(source),
      new ForecastScoreRepository(source),
      clock,
    );
  const issueHourly = async (key: SeriesKey, hours: number) => {
    for (let hour = 0; hour < hours; hour++) {
      await forecasts.save(issuedForecast(DAY - (hour - 24) * HOUR_MS + 2_000, { ...key }));
    }
  };
  const rows = () =>
    source.query<Record<string, unknown>[]>(
      `SELECT zone, is_simulated, target_day, from_lead_hours, model, hour_count, absolute_error_sum, relative_error_sum,
              naive_absolute_error_sum, no_truth_count
         FROM forecasting.forecast_score ORDER BY 1, 2, 3, 4, 5`,
    );
  const total = async (column: string) => (await rows()).reduce((sum, row) => sum + Number(row[column]), 0);

  it('scores to the same rows however often it is asked', async () => {
    await issueHourly(DE, 48);
    expect(await replica().score(DE, DAY)).toBe(1);
    const once = await rows();
    expect(once.length).toBeGreaterThan(2);
    expect(await replica().score(DE, DAY)).toBe(0);
    await source.query('UPDATE forecasting.scored_day SET forecast_count = 0');
    expect(await replica().score(DE, DAY)).toBe(1);
    expect(await rows()).toEqual(once);
  });

  it('counts a revised hour once, with its new truth', async () => {
    await issueHourly(DE, 24);
    history.valueAt = (atMs) => (atMs === DAY + 5 * HOUR_MS ? null : swing(atMs));
    await replica().score(DE, DAY);
    const [before, missing] = [await total('hour_count'), await total('no_truth_count')];
    expect(missing).toBeGreaterThan(0);
    history.valueAt = (atMs) => (atMs === DAY + 5 * HOUR_MS ? 1000 : swing(atMs));
    await replica().score(DE, DAY);
    expect([await total('hour_count'), await total('no_truth_count')]).toEqual([before + missing, 0]);
    const wrong = await total('absolute_error_sum');
    history.valueAt = (atMs) => (atMs === DAY + 5 * HOUR_MS ? 900 : swing(atMs));
    await replica().score(DE, DAY);
    expect(await total('hour_count')).toBe(before + missing);
    expect(wrong - (await total('absolute_error_sum'))).toBeCloseTo(100 * missing, 6);
  });

  it('is scored by two replicas at once as by one', async () => {
    await issueHourly(DE, 48);
    await replica().score(DE, DAY);
    const once = await rows();
    await source.query('TRUNCATE forecasting.scored_day, forecasting.forecast_score');
    await Promise.all(Array.from({ length: 4 }, () => replica().score(DE, DAY)));
    expect(await rows()).toEqual(once);
  });

  it('never judges a simulated forecast by a real truth, nor the other way round', async () => {
    const kinds = [
      ['simulated', 'sim@1'],
      ['forecast', 'real@1'],
    ] as const;
    for (const [index, [quality, model]] of kinds.entries())
      await forecasts.save(issuedForecast(DAY + index * HOUR_MS, { quality, model }));
    await replica().score(DE, DAY);
    Object.assign(history, { quality: 'simulated', source: 'model', valueAt: () => 77 });
    await replica().score(DE, DAY);
    const judged = (await rows()).filter(({ hour_count }) => Number(hour_count) > 0);
    expect(
      new Set(judged.map(({ is_simulated, model }) => `${String(is_simulated)} ${String(model)}`)),
    ).toEqual(new Set(['false real@1', 'true sim@1']));
    const real = await scores.totals(DE, false, { startMs: DAY, endMs: DAY + DAY_MS });
    expect(real).toMatchObject({ quality: 'measured', sources: ['entsoe'] });
  });

  it('notices a drift once a day among all replicas, and forgets it when the asking fails', async () => {
    const logs = Array.from({ length: 3 }, () => new ForecastDriftRepository(source));
    const notice = { key: DE, dayMs: DAY, skill: -0.2, mapePercent: 12, seasonalNaiveMapePercent: 10 };
    const away = () => Promise.reject(new Error('the queue is away'));
    await expect(logs[0]?.noticeOnce(notice, away)).rejects.toThrow('the queue is away');
    let asked = 0;
    const ask = () => {
      asked += 1;
      return Promise.resolve();
    };
    const noticed = await Promise.all(logs.map((log) => log.noticeOnce(notice, ask)));
    expect([noticed.filter(Boolean).length, asked]).toEqual([1, 1]);
    await logs[0]?.noticeOnce({ ...notice, dayMs: DAY + DAY_MS }, ask);
    expect(asked).toBe(2);
  });

  it('scores a day of 168 series that were forecast every hour', async () => {
    const keys = zones()
      .slice(0, 84)
      .flatMap(({ id }) => [
        { ...DE, zone: id },
        { ...DE, zone: id, basis: 'direct' as const },
      ]);
    expect(keys).toHaveLength(168);
    await source.query(MANY_FORECASTS, [
      ...[keys.map(({ zone }) => zone), keys.map(({ basis }) => basis)],
      new Date(DAY - 95 * HOUR_MS).toISOString(),
    ]);
    const scoreMany = new ScoreManyUseCase(replica(), scores, clock);
    const timed = async () => {
      const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
      const round = await scoreMany.scoreAll(1);
      const { user, system } = process.cpuUsage(cpu);
      return { round, wallMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 };
    };
    const first = await timed();
    expect(first.round).toEqual({ series: 168, days: 168, failed: [] });
    expect(await total('hour_count')).toBe(168 * (24 * 96));
    const second = await timed();
    expect(second.round).toEqual({ series: 168, days: 0, failed: [] });
    const shown = ({ wallMs, cpuMs }: typeof first) => `${wallMs.toFixed(0)} ms (${cpuMs.toFixed(0)} ms CPU)`;
    process.stdout.write(
      `a day of 168 series: scored in ${shown(first)}, looked at again in ${shown(second)}\n`,
    );
  }, 60_000);
});

/** Hourly forecasts of 98 hours, from the first one on that reaches the day to its last hour. */
const MANY_FORECASTS = `
  INSERT INTO forecasting.carbon_forecast
         (zone, signal, basis, issued_at, valid_from, valid_until, model, quality, source, last_observed_at, known_hours,
          values_g_per_kwh, p10_g_per_kwh, p90_g_per_kwh, naive_g_per_kwh, skill)
  SELECT zone, 'average', basis, at, at, at + interval '98 hours', 'blend@1', 'forecast', 'entsoe', at - interval '1 hour',
         672, curve, lower, curve, naive, '{}'
    FROM unnest($1::text[], $2::text[]) AS series (zone, basis),
         generate_series($3::timestamptz, $3::timestamptz + interval '118 hours', interval '1 hour') AS at,
         LATERAL (SELECT array_agg(200 + lead)::real[] AS curve, array_agg(lead)::real[] AS lower
                    FROM generate_series(0, 97) AS lead) AS curves,
         LATERAL (SELECT array_agg(250 + slot)::real[] AS naive FROM generate_series(0, 23) AS slot) AS naives`;
