import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the emissions of a workload are compared by, beside its intake: of each workload the newest revision counts.
 * `starts_at` is its first hour, so that those of a period are found without the log; null of what came before this column.
 */
const COLUMNS = `
  ALTER TABLE credits.emission_intake
    ADD COLUMN starts_at timestamptz,
    ADD COLUMN functional_unit text,
    ADD COLUMN functional_unit_count numeric CHECK (functional_unit_count > 0),
    ADD COLUMN embodied_ug bigint CHECK (embodied_ug >= 0),
    ADD COLUMN baseline_ug bigint CHECK (baseline_ug >= 0),
    ADD COLUMN baseline_method text,
    ADD CONSTRAINT unit_is_counted CHECK ((functional_unit IS NULL) = (functional_unit_count IS NULL)),
    ADD CONSTRAINT baseline_has_method CHECK ((baseline_ug IS NULL) = (baseline_method IS NULL))`;

const INDEX =
  'CREATE INDEX emission_intake_of_period ON credits.emission_intake (organization_id, starts_at)';

/** Functional units, embodied emissions and baselines of workloads. */
export class CompareEmissions1763920500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [COLUMNS, INDEX]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credits.emission_intake_of_period');
    await runner.query(`ALTER TABLE credits.emission_intake DROP COLUMN starts_at, DROP COLUMN functional_unit,
      DROP COLUMN functional_unit_count, DROP COLUMN embodied_ug, DROP COLUMN baseline_ug, DROP COLUMN baseline_method`);
  }
}
