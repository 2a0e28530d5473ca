import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ADD_TO_DAYS } from '../emission-days.sql';

/**
 * Sums of the log by day and by all that a report tells apart, written with it: a report adds up days, and reads single rows
 * only where its period begins or ends within a day. `group_key` stands for the texts, which are too long for an index.
 */
const DAYS = `
  CREATE TABLE credits.emission_day (
    organization_id text NOT NULL,
    day date NOT NULL,
    group_key text NOT NULL,
    zone text NOT NULL,
    workload_type text,
    method text NOT NULL,
    source text NOT NULL,
    factor_version text NOT NULL,
    quality text NOT NULL,
    energy_quality text NOT NULL,
    energy_uwh numeric NOT NULL,
    emissions_ug numeric NOT NULL,
    marginal_energy_uwh numeric NOT NULL,
    marginal_product numeric NOT NULL,
    row_count bigint NOT NULL,
    back_count bigint NOT NULL,
    back_energy_uwh numeric NOT NULL,
    back_ug numeric NOT NULL,
    PRIMARY KEY (organization_id, day, group_key)
  )`;

/** What of the log there is already. */
const EARLIER_DAYS = `WITH added AS (SELECT * FROM credits.emission_log) ${ADD_TO_DAYS}`;

/** Sums of each revision beside its intake: what is told by workload needs no row of the log. */
const INTAKE = [
  'ALTER TABLE credits.emission_intake ADD COLUMN energy_uwh numeric, ADD COLUMN emissions_ug numeric',
  'ALTER TABLE credits.emission_intake DISABLE TRIGGER recorded_for_good',
  `UPDATE credits.emission_intake AS intake SET starts_at = log.starts_at, energy_uwh = log.energy, emissions_ug = log.emissions
   FROM (SELECT organization_id, workload_id, revision, min(hour_at) AS starts_at, sum(energy_uwh) AS energy,
       sum(emissions_ug) AS emissions
     FROM credits.emission_log WHERE NOT is_reversal GROUP BY 1, 2, 3) AS log
   WHERE (log.organization_id, log.workload_id, log.revision) =
     (intake.organization_id, intake.workload_id, intake.revision)`,
  'ALTER TABLE credits.emission_intake ENABLE TRIGGER recorded_for_good',
];

/** Sums by day and by workload, for reports. */
export class SumEmissions1763920800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A log of millions of rows takes longer than the statements of requests may.
    await runner.query('SET LOCAL statement_timeout = 0');
    for (const sql of [DAYS, EARLIER_DAYS, ...INTAKE]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credits.emission_day');
    await runner.query(
      'ALTER TABLE credits.emission_intake DROP COLUMN energy_uwh, DROP COLUMN emissions_ug',
    );
  }
}
