import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a retirement counts no longer: a registry withdrew it, or the forest burnt down. */
const REVERSAL = `
  CREATE TABLE credits.reversal (
    entry_id bigint PRIMARY KEY,
    organization_id text NOT NULL,
    retirement_id uuid NOT NULL UNIQUE,
    reason text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id),
    FOREIGN KEY (organization_id, retirement_id) REFERENCES credits.retirement (organization_id, id)
  )`;

const GUARDS = [
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.reversal
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.reversal
     FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
];

/** Reversals of retirements, each once. */
export class CreateReversal1763920300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [REVERSAL, ...GUARDS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credits.reversal');
  }
}
