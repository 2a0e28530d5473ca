import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { DE, NOON_MS } from '../forecasting.fixture';
import { modelRegistryConformance } from '../ports/model-registry.conformance.fixture';
import type { Training } from '../ports/training-log';
import { candidateOf } from '../training.fixture';
import { ForecastModelRepository } from './forecast-model.repository';
import { FORECASTING_SCHEMA } from './forecasting.schema';
import { SeriesTrainingRepository } from './series-training.repository';

describe('the registry of models in PostgreSQL', () => {
  let database: TestDatabase;
  let source: DataSource;
  let other: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema(FORECASTING_SCHEMA, database.url);
    other = await openSchema(FORECASTING_SCHEMA, database.url);
  }, 60_000);

  afterAll(async () => {
    await Promise.all([source.destroy(), other.destroy()]);
    await database.drop();
  });

  beforeEach(() => source.query('TRUNCATE forecasting.forecast_model RESTART IDENTITY'));

  modelRegistryConformance(() => Promise.resolve(new ForecastModelRepository(source)));

  it('lets one of two replicas promote, round after round', async () => {
    const replicas = [source, other].map((one) => new ForecastModelRepository(one));
    for (let round = 0; round < 10; round++) {
      const judgedAgainstId = (await replicas[0]?.serving(DE))?.id ?? null;
      const registered = await Promise.all(
        replicas.map((replica) => replica.register(candidateOf({ judgedAgainstId }))),
      );
      expect(registered.map(({ status }) => status).sort()).toEqual(['rejected', 'serving']);
    }
    expect(await replicas[1]?.servingOfEach()).toHaveLength(1);
  });

  it('never lets a rollback and a promotion both win', async () => {
    const replicas = [source, other].map((one) => new ForecastModelRepository(one)) as [
      ForecastModelRepository,
      ForecastModelRepository,
    ];
    await replicas[0].register(candidateOf());
    for (let round = 0; round < 10; round++) {
      const judgedAgainstId = (await replicas[0].serving(DE))?.id ?? null;
      await Promise.all([
        replicas[0].register(candidateOf({ judgedAgainstId })),
        replicas[1].rollBack(DE, null, { atMs: NOON_MS, kind: 'real' }),
      ]);
      const serving = (await replicas[0].list(DE)).filter(({ status }) => status === 'serving');
      expect(serving.length).toBeLessThanOrEqual(1);
    }
  });

  it('refuses a second serving model whatever writes it', async () => {
    await new ForecastModelRepository(source).register(candidateOf());
    const copy = source.query(`
      INSERT INTO forecasting.forecast_model (zone, signal, basis, kind, trainer, reason, trained_at, span_from, span_until,
                                             features, metrics, judged_days, status, status_reason, promoted_at, fit, fit_format)
      SELECT zone, signal, basis, kind, trainer, reason, trained_at, span_from, span_until,
             features, metrics, judged_days, status, status_reason, promoted_at, fit, fit_format FROM forecasting.forecast_model`);
    await expect(copy).rejects.toThrow(/forecast_model_serving/);
  });

  it('keeps the newest training of each series', async () => {
    const log = new SeriesTrainingRepository(source);
    const running: Training = {
      ...DE,
      reason: 'asked',
      state: 'running',
      startedAtMs: NOON_MS,
      endedAtMs: null,
      shareDone: 0.25,
      knownHours: null,
      detail: null,
    };
    expect(await log.newest(DE)).toBeNull();
    await log.save(running);
    expect(await log.newest(DE)).toEqual(running);
    const ended: Training = {
      ...running,
      state: 'failed',
      endedAtMs: NOON_MS + 1,
      knownHours: 7,
      detail: 'why',
    };
    await log.save(ended);
    await log.save({ ...ended, zone: 'FR' });
    expect(await log.newestOfEach()).toEqual([ended, { ...ended, zone: 'FR' }]);
  });
});
