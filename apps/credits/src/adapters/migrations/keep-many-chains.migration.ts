import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocks say to which chain they belong and by which version their facts were read; those before are of the first. */
const BLOCKS = [
  `ALTER TABLE credits.audit_block
     ADD COLUMN chain text NOT NULL DEFAULT 'entries' CHECK (chain IN ('entries', 'emissions')),
     ADD COLUMN format smallint NOT NULL DEFAULT 1`,
  'ALTER TABLE credits.audit_block DROP CONSTRAINT audit_block_pkey, ADD PRIMARY KEY (organization_id, chain, number)',
  'ALTER TABLE credits.audit_block ALTER COLUMN chain DROP DEFAULT, ALTER COLUMN format DROP DEFAULT',
];

/** What waits to be sealed stands apart, so that sealing and telling never wait for each other. */
const WAITING = [
  `CREATE TABLE credits.audit_waiting (
    chain text NOT NULL,
    fact_id bigint NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, fact_id)
  )`,
  `CREATE FUNCTION credits.await_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO credits.audit_waiting (chain, fact_id) VALUES (TG_ARGV[0], NEW.id);
      RETURN NULL;
    END $$`,
  `INSERT INTO credits.audit_waiting (chain, fact_id, since)
   SELECT 'entries', entry_id, created_at FROM credits.outbox_event
   JOIN credits.ledger_entry ON id = entry_id WHERE sealed_at IS NULL`,
  'ALTER TABLE credits.outbox_event DROP COLUMN sealed_at',
  'ALTER TABLE credits.emission_intake ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE',
  "INSERT INTO credits.audit_waiting (chain, fact_id) SELECT 'emissions', id FROM credits.emission_intake",
  `CREATE TRIGGER awaits_sealing AFTER INSERT ON credits.ledger_entry
     FOR EACH ROW EXECUTE FUNCTION credits.await_sealing('entries')`,
  `CREATE TRIGGER awaits_sealing AFTER INSERT ON credits.emission_intake
     FOR EACH ROW EXECUTE FUNCTION credits.await_sealing('emissions')`,
];

/** What a registry did with a retirement, and disputes of lots: entries that move no grams. */
const CHANGES = [
  'ALTER TABLE credits.ledger_entry ADD COLUMN actor text',
  'ALTER TABLE credits.ledger_entry DROP CONSTRAINT ledger_entry_kind_check',
  `ALTER TABLE credits.ledger_entry ADD CONSTRAINT ledger_entry_kind_check CHECK (kind IN
    ('PURCHASE', 'RESERVE', 'RELEASE', 'RETIRE', 'CANCEL', 'EXPIRE', 'REVERSE',
     'SUBMIT', 'CONFIRM', 'REJECT', 'SUSPEND', 'RESUME'))`,
  `CREATE TABLE credits.status_change (
    entry_id bigint PRIMARY KEY,
    organization_id text NOT NULL,
    retirement_id uuid,
    credit_id uuid,
    status text NOT NULL,
    registry_retirement_id text,
    evidence_url text,
    reason text NOT NULL,
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id),
    FOREIGN KEY (organization_id, retirement_id) REFERENCES credits.retirement (organization_id, id),
    FOREIGN KEY (organization_id, credit_id) REFERENCES credits.carbon_credit (organization_id, id),
    CHECK (CASE WHEN credit_id IS NULL THEN retirement_id IS NOT NULL AND status IN ('SUBMITTED', 'CONFIRMED', 'REJECTED')
      ELSE retirement_id IS NULL AND status IN ('SUSPENDED', 'ACTIVE') END)
  )`,
  'CREATE INDEX change_of_retirement ON credits.status_change (retirement_id, entry_id) WHERE retirement_id IS NOT NULL',
  'CREATE INDEX change_of_credit ON credits.status_change (credit_id, entry_id) WHERE credit_id IS NOT NULL',
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.status_change
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.status_change
     FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
];

/** A chain for entries and one for emissions, and changes of status among what is sealed. */
export class KeepManyChains1763921500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...BLOCKS, ...WAITING, ...CHANGES]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE credits.status_change');
    for (const table of ['ledger_entry', 'emission_intake'])
      await runner.query(`DROP TRIGGER awaits_sealing ON credits.${table}`);
    await runner.query('DROP FUNCTION credits.await_sealing()');
    await runner.query('ALTER TABLE credits.outbox_event ADD COLUMN sealed_at timestamptz');
    await runner.query(`UPDATE credits.outbox_event SET sealed_at = now() WHERE entry_id NOT IN
      (SELECT fact_id FROM credits.audit_waiting WHERE chain = 'entries')`);
    await runner.query(
      'CREATE INDEX outbox_event_unsealed ON credits.outbox_event (entry_id) WHERE sealed_at IS NULL',
    );
    await runner.query('DROP TABLE credits.audit_waiting');
    await runner.query('ALTER TABLE credits.emission_intake DROP COLUMN id');
    await runner.query('ALTER TABLE credits.ledger_entry DROP COLUMN actor');
    await runner.query(`ALTER TABLE credits.audit_block DROP CONSTRAINT audit_block_pkey, DROP COLUMN chain,
      DROP COLUMN format, ADD PRIMARY KEY (organization_id, number)`);
  }
}
