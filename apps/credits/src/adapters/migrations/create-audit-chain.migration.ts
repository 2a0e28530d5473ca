import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals of the entries of an organisation, block after block, each with the hash of the one before. */
const BLOCK = `
  CREATE TABLE credits.audit_block (
    organization_id text NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    previous_hash text NOT NULL,
    hash text NOT NULL,
    entry_ids bigint[] NOT NULL CHECK (cardinality(entry_ids) > 0),
    entry_hashes text[] NOT NULL CHECK (cardinality(entry_hashes) = cardinality(entry_ids)),
    sealed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, number)
  )`;

/** Blocks are made behind the writers, who never wait for them: what is to be sealed waits with what is to be told. */
const WAITING = [
  'ALTER TABLE credits.outbox_event ADD COLUMN sealed_at timestamptz',
  'CREATE INDEX outbox_event_unsealed ON credits.outbox_event (entry_id) WHERE sealed_at IS NULL',
];

const GUARDS = [
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.audit_block
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.audit_block
     FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
];

/** The audit chain, which names entries that were changed behind the back of the application. */
export class CreateAuditChain1763920200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [BLOCK, ...WAITING, ...GUARDS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credits.audit_block');
    await runner.query('ALTER TABLE credits.outbox_event DROP COLUMN sealed_at');
  }
}
