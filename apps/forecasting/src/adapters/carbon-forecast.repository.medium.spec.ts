import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { DE, NOON_MS, issuedForecast } from '../forecasting.fixture';
import { forecastStoreConformance } from '../ports/forecast-store.conformance.fixture';
import { CarbonForecastRepository } from './carbon-forecast.repository';
import { FORECASTING_SCHEMA } from './forecasting.schema';

describe('CarbonForecastRepository', () => {
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

  beforeEach(() => source.query('TRUNCATE forecasting.carbon_forecast'));

  forecastStoreConformance(() => Promise.resolve(new CarbonForecastRepository(source)));

  it('lets two replicas make the first partition of a month at once', async () => {
    const month = Date.UTC(2031, 3, 1);
    const replicas = Array.from({ length: 4 }, () => new CarbonForecastRepository(source));
    await Promise.all(replicas.map((replica, i) => replica.save(issuedForecast(month + i))));
    expect((await replicas[0]?.newest(DE, month + 9))?.issuedAtMs).toBe(month + 3);
  });

  it('refuses what no forecast can be', async () => {
    const repository = new CarbonForecastRepository(source);
    const save = (changes: Parameters<typeof issuedForecast>[1]) =>
      repository.save(issuedForecast(NOON_MS, changes));
    await expect(save({ p10: [-1, 0], p90: [2, 2], values: [1, 1] })).rejects.toThrow(/violates check/);
    await expect(save({ values: [1, NaN], p10: [0, 0], p90: [2, 2] })).rejects.toThrow(/violates check/);
    await expect(save({ values: [1, 1], p10: [0], p90: [2, 2] })).rejects.toThrow(/violates check/);
    await expect(save({ lastObservedAtMs: NOON_MS })).rejects.toThrow(/violates check/);
    await expect(save({ quality: 'measured' })).rejects.toThrow(/violates check/);
    expect(await repository.newest(DE, NOON_MS)).toBeNull();
  });
});
