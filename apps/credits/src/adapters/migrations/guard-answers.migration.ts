import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A cancellation bears its reason too. */
const CHANGES = [
  'ALTER TABLE credits.status_change DROP CONSTRAINT status_change_check',
  `ALTER TABLE credits.status_change ADD CONSTRAINT status_change_check CHECK (CASE WHEN credit_id IS NULL
     THEN retirement_id IS NOT NULL AND status IN ('SUBMITTED', 'CONFIRMED', 'REJECTED')
     ELSE retirement_id IS NULL AND status IN ('SUSPENDED', 'ACTIVE', 'CANCELLED') END)`,
];

/** What was answered under a key stays; only what never got an answer, and keys that no caller chose, may go. */
const ANSWERS = [
  `CREATE FUNCTION credits.guard_answer() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.answer IS NOT NULL AND NOT (TG_OP = 'DELETE' AND OLD.key LIKE 'call:%') THEN
        RAISE EXCEPTION 'the answer under key % is kept as it is', OLD.key USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$`,
  `CREATE TRIGGER answered_for_good BEFORE UPDATE OR DELETE ON credits.idempotency_key
     FOR EACH ROW EXECUTE FUNCTION credits.guard_answer()`,
  `CREATE TRIGGER kept_for_good BEFORE DELETE ON credits.outbox_event
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
];

/** Parts of an entry come with it, in one transaction, and none are added later. */
const PARTS = [
  `CREATE FUNCTION credits.refuse_late_part() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM credits.ledger_entry WHERE id = NEW.entry_id AND transaction_id = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'entry % is complete', NEW.entry_id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$`,
  ...['posting', 'retirement', 'reversal', 'status_change'].map(
    (table) => `CREATE TRIGGER with_its_entry AFTER INSERT ON credits.${table}
      FOR EACH ROW EXECUTE FUNCTION credits.refuse_late_part()`,
  ),
  `CREATE FUNCTION credits.refuse_late_line() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NOT EXISTS (SELECT FROM credits.retirement JOIN credits.ledger_entry AS entry ON entry.id = entry_id
          WHERE retirement.id = NEW.retirement_id AND transaction_id = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'retirement % is complete', NEW.retirement_id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE TRIGGER with_its_retirement AFTER INSERT ON credits.retirement_line
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_late_line()`,
];

const FINAL = [
  `CREATE FUNCTION credits.refuse_return() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'retirement % was reversed for good', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END $$`,
  `CREATE TRIGGER reversed_for_good BEFORE UPDATE ON credits.retirement
     FOR EACH ROW WHEN (OLD.status = 'REVERSED') EXECUTE FUNCTION credits.refuse_return()`,
  `CREATE FUNCTION credits.refuse_other_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'credit % keeps its certificate', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END $$`,
  `CREATE TRIGGER same_certificate BEFORE UPDATE ON credits.carbon_credit
     FOR EACH ROW WHEN (OLD.certificate_url IS DISTINCT FROM NEW.certificate_url)
     EXECUTE FUNCTION credits.refuse_other_certificate()`,
];

const TRIGGERS = [
  ...[
    ['answered_for_good', 'idempotency_key'],
    ['kept_for_good', 'outbox_event'],
    ['with_its_retirement', 'retirement_line'],
    ['reversed_for_good', 'retirement'],
    ['same_certificate', 'carbon_credit'],
  ],
  ...['posting', 'retirement', 'reversal', 'status_change'].map((table) => ['with_its_entry', table]),
];
const FUNCTIONS = [
  'guard_answer',
  'refuse_late_part',
  'refuse_late_line',
  'refuse_return',
  'refuse_other_certificate',
];

/** What the database refuses besides: later parts of entries, other answers, reversals taken back. */
export class GuardAnswers1763921600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...CHANGES, ...ANSWERS, ...PARTS, ...FINAL]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, table] of TRIGGERS) await runner.query(`DROP TRIGGER ${name} ON credits.${table}`);
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION credits.${name}()`);
  }
}
