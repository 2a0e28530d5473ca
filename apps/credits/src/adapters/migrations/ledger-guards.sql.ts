/** What the database itself refuses, whoever asks: changed books, entries that do not balance, lots that become others. */
export const FUNCTIONS = [
  `CREATE FUNCTION credits.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '% of % refused: what was recorded is corrected by recording more', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
    END $$`,
  `CREATE FUNCTION credits.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (SELECT sum(delta_g) FROM credits.posting
          WHERE entry_id = NEW.entry_id AND credit_id = NEW.credit_id) <> 0 THEN
        RAISE EXCEPTION 'postings of entry % to credit % do not sum to 0', NEW.entry_id, NEW.credit_id
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NULL;
    END $$`,
  `CREATE FUNCTION credits.guard_credit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.id, NEW.organization_id, NEW.provider, NEW.registry, NEW.details, NEW.issued_g, NEW.price_cents,
          NEW.created_at, NEW.serial_text, NEW.serial_prefix, NEW.serial_range, NEW.vintage_start, NEW.vintage_end,
          NEW.mitigation, NEW.pathway, NEW.expires_at)
        IS DISTINCT FROM
         (OLD.id, OLD.organization_id, OLD.provider, OLD.registry, OLD.details, OLD.issued_g, OLD.price_cents,
          OLD.created_at, OLD.serial_text, OLD.serial_prefix, OLD.serial_range, OLD.vintage_start, OLD.vintage_end,
          OLD.mitigation, OLD.pathway, OLD.expires_at) THEN
        RAISE EXCEPTION 'credit % cannot become another', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      IF NEW.retired_g + NEW.reversed_g < OLD.retired_g + OLD.reversed_g OR NEW.reversed_g < OLD.reversed_g THEN
        RAISE EXCEPTION 'credit % cannot be unretired', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE FUNCTION credits.guard_retirement() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF to_jsonb(NEW) - ARRAY['status', 'registry_retirement_id', 'evidence_url']
        <> to_jsonb(OLD) - ARRAY['status', 'registry_retirement_id', 'evidence_url'] THEN
        RAISE EXCEPTION 'retirement % cannot become another', OLD.id USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RETURN NEW;
    END $$`,
];

const RECORDED = ['ledger_entry', 'posting', 'retirement_line'];
const KEPT = [...RECORDED, 'carbon_credit', 'retirement', 'idempotency_key'];

export const TRIGGERS = [
  ...RECORDED.map(
    (table) => `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.${table}
      FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  ),
  ...['carbon_credit', 'retirement'].map(
    (table) => `CREATE TRIGGER kept_for_good BEFORE DELETE ON credits.${table}
      FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  ),
  ...KEPT.map(
    (table) => `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.${table}
      FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
  ),
  `CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON credits.posting DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_unbalanced()`,
  `CREATE TRIGGER same_credit BEFORE UPDATE ON credits.carbon_credit
     FOR EACH ROW EXECUTE FUNCTION credits.guard_credit()`,
  `CREATE TRIGGER same_retirement BEFORE UPDATE ON credits.retirement
     FOR EACH ROW EXECUTE FUNCTION credits.guard_retirement()`,
];
