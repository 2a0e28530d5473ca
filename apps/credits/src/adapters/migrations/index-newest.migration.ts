import type { MigrationInterface, QueryRunner } from 'typeorm';

const NEWEST_ENTRY = 'CREATE INDEX ledger_entry_newest ON credits.ledger_entry (organization_id, created_at)';
const NEWEST_INTAKE =
  'CREATE INDEX emission_intake_newest ON credits.emission_intake (organization_id, recorded_at)';

/**
 * When the newest entry and intake of an organisation were recorded, read by each report: one step in an index instead of all rows of the
 * organisation. Writers wait while the indexes are made.
 */
export class IndexNewest1763921900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [NEWEST_ENTRY, NEWEST_INTAKE]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['ledger_entry_newest', 'emission_intake_newest'])
      await runner.query(`DROP INDEX credits.${index}`);
  }
}
