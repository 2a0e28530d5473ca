import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FUNCTIONS, TRIGGERS } from './ledger-guards.sql';

/** A lot. What it is never changes; where its grams are changes only together with postings. */
const CREDIT = `
  CREATE TABLE credits.carbon_credit (
    id uuid PRIMARY KEY,
    organization_id text NOT NULL,
    provider text NOT NULL,
    registry text NOT NULL,
    mitigation text CHECK (mitigation IN ('REDUCTION', 'AVOIDANCE', 'REMOVAL')),
    pathway text CHECK (pathway IN ('NATURE', 'TECHNICAL')),
    vintage_start date,
    vintage_end date CHECK (vintage_end >= vintage_start),
    details jsonb NOT NULL,
    serial_text text,
    serial_prefix text,
    serial_range int8range CHECK (NOT isempty(serial_range)),
    certificate_url text,
    certificate_status text CHECK (certificate_status IN ('UNCHECKED', 'REACHABLE', 'UNREACHABLE', 'REJECTED')),
    price_cents bigint NOT NULL CHECK (price_cents >= 0),
    expires_at timestamptz,
    hold text CHECK (hold IN ('PENDING', 'SUSPENDED')),
    issued_g bigint NOT NULL CHECK (issued_g > 0),
    available_g bigint NOT NULL CHECK (available_g >= 0),
    reserved_g bigint NOT NULL DEFAULT 0 CHECK (reserved_g >= 0),
    retired_g bigint NOT NULL DEFAULT 0 CHECK (retired_g >= 0),
    cancelled_g bigint NOT NULL DEFAULT 0 CHECK (cancelled_g >= 0),
    expired_g bigint NOT NULL DEFAULT 0 CHECK (expired_g >= 0),
    reversed_g bigint NOT NULL DEFAULT 0 CHECK (reversed_g >= 0),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    CONSTRAINT credit_grams_are_somewhere CHECK
      (issued_g = available_g + reserved_g + retired_g + cancelled_g + expired_g + reversed_g),
    CHECK ((serial_prefix IS NULL) = (serial_range IS NULL) AND (serial_text IS NULL) = (serial_range IS NULL)),
    CHECK ((certificate_url IS NULL) = (certificate_status IS NULL)),
    CONSTRAINT serial_tracked_once EXCLUDE USING gist
      (registry WITH =, serial_prefix WITH =, serial_range WITH &&)
  )`;

/** Status of a lot, as \`lotStatus\` of libs/ledger derives it. */
const STATUS = `
  CREATE VIEW credits.credit_with_status AS
  SELECT *, CASE
    WHEN available_g + reserved_g > 0 THEN
      CASE WHEN hold IS NOT NULL THEN hold WHEN expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END
    WHEN retired_g > 0 THEN 'RETIRED'
    WHEN reversed_g > 0 THEN 'REVERSED'
    WHEN expired_g > 0 THEN 'EXPIRED'
    ELSE 'CANCELLED' END AS status
  FROM credits.carbon_credit`;

const BOOKS = [
  `CREATE TABLE credits.ledger_entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN
      ('PURCHASE', 'RESERVE', 'RELEASE', 'RETIRE', 'CANCEL', 'EXPIRE', 'REVERSE')),
    operation text,
    idempotency_key text,
    request_id text,
    reverses_id bigint,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, reverses_id) REFERENCES credits.ledger_entry (organization_id, id),
    CHECK ((kind = 'REVERSE') = (reverses_id IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX entry_once_per_key ON credits.ledger_entry (organization_id, operation, idempotency_key)
     WHERE idempotency_key IS NOT NULL`,
  'CREATE UNIQUE INDEX entry_reversed_once ON credits.ledger_entry (reverses_id) WHERE reverses_id IS NOT NULL',
  `CREATE TABLE credits.posting (
    entry_id bigint NOT NULL,
    organization_id text NOT NULL,
    credit_id uuid NOT NULL,
    account text NOT NULL CHECK (account IN
      ('ISSUED', 'AVAILABLE', 'RESERVED', 'RETIRED', 'CANCELLED', 'EXPIRED', 'REVERSED')),
    delta_g bigint NOT NULL CHECK (delta_g <> 0),
    PRIMARY KEY (entry_id, credit_id, account),
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id),
    FOREIGN KEY (organization_id, credit_id) REFERENCES credits.carbon_credit (organization_id, id)
  )`,
  'CREATE INDEX posting_of_credit ON credits.posting (credit_id)',
];

const RETIREMENTS = [
  `CREATE TABLE credits.retirement (
    id uuid PRIMARY KEY,
    organization_id text NOT NULL,
    entry_id bigint NOT NULL UNIQUE,
    reason text NOT NULL,
    purpose text NOT NULL CHECK (purpose IN ('REQUEST', 'AUTO_OFFSET')),
    beneficiary_name text,
    beneficiary_type text CHECK (beneficiary_type IN ('ORGANIZATION', 'PERSON')),
    period_start timestamptz,
    period_end timestamptz CHECK (period_end > period_start),
    workload_request_id text,
    status text NOT NULL DEFAULT 'ALLOCATED' CHECK (status IN
      ('ALLOCATED', 'SUBMITTED', 'CONFIRMED', 'REJECTED', 'REVERSED')),
    registry_retirement_id text,
    evidence_url text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, id),
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id),
    CHECK (status <> 'CONFIRMED' OR registry_retirement_id IS NOT NULL),
    CHECK ((period_start IS NULL) = (period_end IS NULL))
  )`,
  `CREATE TABLE credits.retirement_line (
    retirement_id uuid NOT NULL,
    organization_id text NOT NULL,
    credit_id uuid NOT NULL,
    grams bigint NOT NULL CHECK (grams > 0),
    serial_range int8range CHECK (NOT isempty(serial_range)),
    PRIMARY KEY (retirement_id, credit_id),
    FOREIGN KEY (organization_id, retirement_id) REFERENCES credits.retirement (organization_id, id),
    FOREIGN KEY (organization_id, credit_id) REFERENCES credits.carbon_credit (organization_id, id),
    CONSTRAINT serial_retired_once EXCLUDE USING gist (credit_id WITH =, serial_range WITH &&)
  )`,
  'CREATE INDEX retirement_line_of_credit ON credits.retirement_line (credit_id)',
];

/** Kept as long as the books: whoever repeats a command, however late, gets what was answered then. */
const COMMANDS = `
  CREATE TABLE credits.idempotency_key (
    organization_id text NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    fingerprint text NOT NULL,
    entry_id bigint,
    answer json,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, operation, key),
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id)
  )`;

/** One row for each entry, kept: that it was told can be proved. */
const OUTBOX = [
  `CREATE TABLE credits.outbox_event (
    entry_id bigint PRIMARY KEY,
    organization_id text NOT NULL,
    relayed_at timestamptz,
    FOREIGN KEY (organization_id, entry_id) REFERENCES credits.ledger_entry (organization_id, id)
  )`,
  'CREATE INDEX outbox_event_waiting ON credits.outbox_event (entry_id) WHERE relayed_at IS NULL',
];

const INDEXES = [
  'CREATE INDEX credit_of_organization ON credits.carbon_credit (organization_id, created_at, id)',
  `CREATE INDEX credit_to_expire ON credits.carbon_credit (expires_at)
     WHERE expires_at IS NOT NULL AND available_g > 0`,
  'CREATE INDEX retirement_of_organization ON credits.retirement (organization_id, created_at)',
];

/** The books of credits: lots, entries with their postings, retirements, commands that were done, and what is to be told. */
export class CreateLedger1763920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Lets one index compare texts and ranges; comes with PostgreSQL, and the owner of a database may add it.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public');
    const tables = [CREDIT, STATUS, ...BOOKS, ...RETIREMENTS, COMMANDS, ...OUTBOX, ...INDEXES];
    for (const sql of [...tables, ...FUNCTIONS, ...TRIGGERS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW credits.credit_with_status');
    const tables = [
      ...['outbox_event', 'idempotency_key', 'retirement_line', 'retirement'],
      ...['posting', 'ledger_entry', 'carbon_credit'],
    ];
    for (const table of tables) await runner.query(`DROP TABLE credits.${table}`);
    for (const name of ['refuse_change', 'refuse_unbalanced', 'guard_credit', 'guard_retirement'])
      await runner.query(`DROP FUNCTION credits.${name}()`);
  }
}
