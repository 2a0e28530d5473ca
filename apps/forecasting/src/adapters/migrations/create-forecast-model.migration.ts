import type { MigrationInterface, QueryRunner } from 'typeorm';

const SERIES = `
        zone text NOT NULL,
        signal text NOT NULL CHECK (signal IN ('average', 'marginal')),
        basis text NOT NULL CHECK (basis IN ('lifecycle', 'direct')),`;
const REASON = `reason text NOT NULL CHECK (reason IN ('first', 'scheduled', 'drift', 'asked'))`;

/**
 * The registry of trained models, the newest training of each series, and with which model a forecast was made. Rows of
 * models stay for ever as evidence; the bytes of a fit go when it is too old to be wanted again.
 */
export class CreateForecastModel1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE forecasting.forecast_model (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,${SERIES}
        kind text NOT NULL CHECK (kind IN ('real', 'simulated')),
        trainer text NOT NULL,
        ${REASON},
        trained_at timestamptz NOT NULL,
        span_from timestamptz NOT NULL,
        span_until timestamptz NOT NULL CHECK (span_until > span_from),
        features text[] NOT NULL,
        metrics jsonb NOT NULL,
        judged_days jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('serving', 'replaced', 'rejected', 'rolled-back')),
        status_reason text NOT NULL,
        replaced_by integer REFERENCES forecasting.forecast_model (id),
        promoted_at timestamptz CHECK (promoted_at IS NOT NULL OR status = 'rejected'),
        fit bytea CHECK (fit IS NOT NULL OR status <> 'serving'),
        fit_format smallint NOT NULL
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX forecast_model_serving ON forecasting.forecast_model (zone, signal, basis)
        WHERE status = 'serving'`);
    await runner.query(
      'CREATE INDEX forecast_model_series ON forecasting.forecast_model (zone, signal, basis, id DESC)',
    );
    await runner.query(`
      CREATE TABLE forecasting.series_training (${SERIES}
        ${REASON},
        state text NOT NULL CHECK (state IN ('running', 'promoted', 'rejected', 'refused', 'failed')),
        started_at timestamptz NOT NULL,
        ended_at timestamptz CHECK ((ended_at IS NULL) = (state = 'running')),
        share_done real NOT NULL CHECK (share_done BETWEEN 0 AND 1),
        known_hours integer CHECK (known_hours >= 0),
        detail text,
        PRIMARY KEY (zone, signal, basis)
      )`);
    await runner.query(`
      ALTER TABLE forecasting.carbon_forecast
        ADD COLUMN model_id integer,
        ADD COLUMN skipped jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE forecasting.carbon_forecast DROP COLUMN model_id, DROP COLUMN skipped');
    await runner.query('DROP TABLE forecasting.series_training');
    await runner.query('DROP TABLE forecasting.forecast_model');
  }
}
