import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { RetainForecastsUseCase } from '../features/retain-forecasts/retain-forecasts.use-case';
import { DE, FakeClock, issuedForecast } from '../forecasting.fixture';
import { CarbonForecastRepository } from './carbon-forecast.repository';
import { ForecastRetentionRepository } from './forecast-retention.repository';
import { FORECASTING_SCHEMA } from './forecasting.schema';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

describe('ForecastRetentionRepository', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema(FORECASTING_SCHEMA, database.url);
  }, 60_000);

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const scoreDay = async (day: string) => {
    await source.query(
      `INSERT INTO forecasting.scored_day
         (zone, signal, basis, is_simulated, target_day, read_at, truth_g_per_kwh, ended_hours, forecast_count)
       VALUES ('DE', 'average', 'lifecycle', false, $1, $1, array_fill(100.0::double precision, ARRAY[24]), 24, 1)`,
      [`${day}T00:00:00Z`],
    );
    await source.query(
      `INSERT INTO forecasting.forecast_score
         (zone, signal, basis, is_simulated, target_day, from_lead_hours, model, hour_count, zero_hour_count,
          covered_hour_count, absolute_error_sum, relative_error_sum, pinball_sum, naive_absolute_error_sum,
          naive_relative_error_sum, no_truth_count, no_baseline_count, other_kind_count, repeated_count)
       VALUES ('DE', 'average', 'lifecycle', false, $1, 0, 'profile-7d@1', 24, 0, 20, 1, 1, 1, 1, 1, 0, 0, 0, 0)`,
      [`${day}T00:00:00Z`],
    );
  };
  const daysOf = async (table: string): Promise<string[]> => {
    const rows = await source.query<{ target_day: Date }[]>(
      `SELECT target_day FROM forecasting.${table} ORDER BY target_day`,
    );
    return rows.map(({ target_day: day }) => day.toISOString().slice(0, 10));
  };

  it('drops what is older than thirteen months, by whole months of forecasts and days of scores', async () => {
    const store = new CarbonForecastRepository(source);
    const issued = ['2020-10-01', '2020-11-30', '2020-12-01', '2021-12-31'];
    for (const day of issued) await store.save(issuedForecast(at(day)));
    for (const day of ['2020-12-09', '2020-12-10', '2021-12-31']) await scoreDay(day);
    const retain = (day: string) =>
      new RetainForecastsUseCase(new ForecastRetentionRepository(source), new FakeClock(at(day))).run();

    // 403 days before the 17th of January is the 10th of December.
    expect(await retain('2022-01-17')).toEqual({ months: 2, days: 2 });
    const left = await source.query<{ issued_at: Date }[]>(
      'SELECT issued_at FROM forecasting.carbon_forecast ORDER BY issued_at',
    );
    expect(left.map(({ issued_at: issuedAt }) => issuedAt.getTime())).toEqual(issued.slice(2).map(at));
    expect(await daysOf('scored_day')).toEqual(['2021-12-31']);
    expect(await daysOf('forecast_score')).toEqual(['2021-12-31']);
    expect(await retain('2022-01-17')).toEqual({ months: 0, days: 0 });
    expect((await store.newest(DE, at('2022-01-17')))?.issuedAtMs).toBe(at('2021-12-31'));
  });
});
