import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports as they were made, for good: the text of the newest version is what everybody gets. `figures_sha256` is that of the
 * figures alone, without the time and the sequences; a new version is made only where it changes.
 */
const REPORT = `
  CREATE TABLE credits.sustainability_report (
    organization_id text NOT NULL,
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL CHECK (to_at > from_at),
    version integer NOT NULL CHECK (version > 0),
    ledger_sequence bigint NOT NULL,
    emission_sequence bigint NOT NULL,
    figures_sha256 text NOT NULL,
    content text NOT NULL,
    content_sha256 text NOT NULL,
    generated_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, from_at, to_at, version)
  )`;

const GUARDS = [
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.sustainability_report
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.sustainability_report
     FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
];

/** Sustainability reports, append-only. */
export class CreateSustainabilityReport1763920900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [REPORT, ...GUARDS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credits.sustainability_report');
  }
}
