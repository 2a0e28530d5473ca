import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A forecast is one row with its hours in arrays: it is written and read whole, and never changed. Four-byte floats hold
 * two decimals of any real intensity. The repository makes the monthly partitions.
 */
export class CreateCarbonForecast1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE forecasting.carbon_forecast (
        zone text NOT NULL,
        signal text NOT NULL CHECK (signal IN ('average', 'marginal')),
        basis text NOT NULL CHECK (basis IN ('lifecycle', 'direct')),
        issued_at timestamptz NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL CHECK (valid_until > valid_from),
        model text NOT NULL,
        quality text NOT NULL CHECK (quality IN ('forecast', 'simulated')),
        source text NOT NULL,
        last_observed_at timestamptz NOT NULL CHECK (last_observed_at < valid_from),
        known_hours smallint NOT NULL CHECK (known_hours > 0),
        values_g_per_kwh real[] NOT NULL,
        p10_g_per_kwh real[] NOT NULL,
        p90_g_per_kwh real[] NOT NULL,
        skill jsonb NOT NULL,
        PRIMARY KEY (zone, signal, basis, issued_at),
        CHECK (cardinality(values_g_per_kwh) * interval '1 hour' = valid_until - valid_from),
        CHECK (cardinality(p10_g_per_kwh) = cardinality(values_g_per_kwh)),
        CHECK (cardinality(p90_g_per_kwh) = cardinality(values_g_per_kwh)),
        CHECK (0 <= ALL (p10_g_per_kwh) AND array_position(values_g_per_kwh, 'NaN') IS NULL)
      ) PARTITION BY RANGE (issued_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE forecasting.carbon_forecast');
  }
}
