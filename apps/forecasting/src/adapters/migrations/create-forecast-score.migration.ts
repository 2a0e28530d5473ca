import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A day of a series is scored as a whole and replaced as a whole, so a revised truth is never counted twice. Real and
 * simulated are two truths. `scored_day` keeps what a day was scored by, so that a look tells whether anything changed.
 */
export class CreateForecastScore1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCORED_DAY);
    await runner.query(FORECAST_SCORE);
    await runner.query('CREATE INDEX forecast_score_by_day ON forecasting.forecast_score (target_day)');
    await runner.query(FORECAST_DRIFT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE forecasting.forecast_drift, forecasting.forecast_score, forecasting.scored_day',
    );
  }
}

const KEY = `
    zone text NOT NULL,
    signal text NOT NULL CHECK (signal IN ('average', 'marginal')),
    basis text NOT NULL CHECK (basis IN ('lifecycle', 'direct')),
    is_simulated boolean NOT NULL,
    target_day timestamptz NOT NULL CHECK (date_trunc('day', target_day, 'UTC') = target_day)`;

const SCORED_DAY = `
  CREATE TABLE forecasting.scored_day (${KEY},
    read_at timestamptz NOT NULL,
    truth_g_per_kwh double precision[] NOT NULL CHECK (cardinality(truth_g_per_kwh) = 24),
    ended_hours smallint NOT NULL CHECK (ended_hours BETWEEN 0 AND 24),
    forecast_count integer NOT NULL,
    quality text CHECK (quality IN ('measured', 'estimated', 'simulated')),
    source text,
    PRIMARY KEY (zone, signal, basis, is_simulated, target_day),
    CHECK (quality IS NULL OR (quality = 'simulated') = is_simulated),
    CHECK ((quality IS NULL) = (source IS NULL))
  )`;

const FORECAST_SCORE = `
  CREATE TABLE forecasting.forecast_score (${KEY},
    from_lead_hours smallint NOT NULL,
    model text NOT NULL,
    hour_count integer NOT NULL,
    zero_hour_count integer NOT NULL,
    covered_hour_count integer NOT NULL,
    absolute_error_sum double precision NOT NULL,
    relative_error_sum double precision NOT NULL,
    pinball_sum double precision NOT NULL,
    naive_absolute_error_sum double precision NOT NULL,
    naive_relative_error_sum double precision NOT NULL,
    no_truth_count integer NOT NULL,
    no_baseline_count integer NOT NULL,
    other_kind_count integer NOT NULL,
    repeated_count integer NOT NULL,
    PRIMARY KEY (zone, signal, basis, is_simulated, target_day, from_lead_hours, model),
    FOREIGN KEY (zone, signal, basis, is_simulated, target_day) REFERENCES forecasting.scored_day ON DELETE CASCADE
  )`;

// At most one notice a day and series, whichever replica comes first.
const FORECAST_DRIFT = `
  CREATE TABLE forecasting.forecast_drift (
    zone text NOT NULL,
    signal text NOT NULL,
    basis text NOT NULL,
    noticed_day timestamptz NOT NULL,
    skill double precision NOT NULL,
    mape_percent double precision NOT NULL,
    seasonal_naive_mape_percent double precision NOT NULL,
    PRIMARY KEY (zone, signal, basis, noticed_day)
  )`;
