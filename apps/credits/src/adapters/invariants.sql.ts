import { DAYS_OF_ADDED, DAY_SUMS } from './emission-days.sql';

/** A rule that the books must keep: `sql` gives a row with `what` for each place where they do not. */
export interface Invariant {
  readonly id: string;
  readonly rule: string;
  readonly sql: string;
}

const LIVE = "retirement.status <> 'REVERSED'";

const AMOUNTS: Invariant[] = [
  {
    id: 'I-1',
    rule: 'the grams of a lot are all somewhere, and none are negative',
    sql: `SELECT 'credit ' || id AS what FROM credits.carbon_credit
      WHERE issued_g <> available_g + reserved_g + retired_g + cancelled_g + expired_g + reversed_g
        OR least(available_g, reserved_g, retired_g, cancelled_g, expired_g, reversed_g) < 0`,
  },
  {
    id: 'I-2',
    rule: 'the postings of an entry sum to 0 for each lot, and no entry is without but a change of status',
    sql: `SELECT 'entry ' || entry_id || ', credit ' || credit_id AS what FROM credits.posting
      GROUP BY entry_id, credit_id HAVING sum(delta_g) <> 0
      UNION ALL SELECT 'entry ' || id FROM credits.ledger_entry AS entry
      WHERE (kind IN ('SUBMIT', 'CONFIRM', 'REJECT', 'SUSPEND', 'RESUME'))
        = EXISTS (SELECT FROM credits.posting WHERE entry_id = entry.id)
        OR (kind IN ('SUBMIT', 'CONFIRM', 'REJECT', 'SUSPEND', 'RESUME', 'CANCEL'))
        <> EXISTS (SELECT FROM credits.status_change WHERE entry_id = entry.id)`,
  },
  {
    id: 'I-3',
    rule: 'the amounts of a lot are the sums of its postings',
    sql: `SELECT 'credit ' || lot.id AS what FROM credits.carbon_credit AS lot LEFT JOIN (
        SELECT credit_id, sum(delta_g) FILTER (WHERE account = 'ISSUED') AS issued,
          sum(delta_g) FILTER (WHERE account = 'AVAILABLE') AS available, sum(delta_g) FILTER (WHERE account = 'RESERVED') AS reserved,
          sum(delta_g) FILTER (WHERE account = 'RETIRED') AS retired, sum(delta_g) FILTER (WHERE account = 'CANCELLED') AS cancelled,
          sum(delta_g) FILTER (WHERE account = 'EXPIRED') AS expired, sum(delta_g) FILTER (WHERE account = 'REVERSED') AS reversed
        FROM credits.posting GROUP BY credit_id) AS sums ON credit_id = lot.id
      WHERE (issued_g, available_g, reserved_g, retired_g, cancelled_g, expired_g, reversed_g) IS DISTINCT FROM
        (-issued, COALESCE(available, 0), COALESCE(reserved, 0), COALESCE(retired, 0), COALESCE(cancelled, 0),
         COALESCE(expired, 0), COALESCE(reversed, 0))`,
  },
  {
    id: 'I-5',
    rule: 'no gram is retired twice: the lines of a lot sum to what is retired of it',
    sql: `SELECT 'credit ' || lot.id AS what FROM credits.carbon_credit AS lot LEFT JOIN (
        SELECT credit_id, sum(grams) AS grams FROM credits.retirement_line
        JOIN credits.retirement ON retirement.id = retirement_id WHERE ${LIVE} GROUP BY credit_id) AS lines ON credit_id = lot.id
      WHERE retired_g <> COALESCE(grams, 0)`,
  },
];

const SERIALS: Invariant[] = [
  {
    id: 'I-6',
    rule: 'no serial number is in two lots',
    sql: `SELECT 'credits ' || a.id || ' and ' || b.id AS what FROM credits.carbon_credit AS a
      JOIN credits.carbon_credit AS b ON a.id < b.id AND a.registry = b.registry
        AND credits.serial_series(a.serial_prefix) = credits.serial_series(b.serial_prefix)
        AND a.serial_range && b.serial_range`,
  },
  {
    id: 'I-7',
    rule: 'serial numbers of retired parts lie in their lot, overlap nowhere, and are one per tonne',
    sql: `SELECT 'retirement ' || a.retirement_id || ', credit ' || a.credit_id AS what FROM credits.retirement_line AS a
      JOIN credits.carbon_credit AS lot ON lot.id = a.credit_id
      WHERE NOT a.serial_range <@ lot.serial_range
        OR (upper(a.serial_range) - lower(a.serial_range))::numeric * 1000000 <> a.grams
        OR EXISTS (SELECT FROM credits.retirement_line AS b WHERE b.credit_id = a.credit_id
          AND b.retirement_id <> a.retirement_id AND b.serial_range && a.serial_range)`,
  },
];

const COMMANDS: Invariant[] = [
  {
    id: 'I-8',
    rule: 'a command made one entry at most, and its answer is kept',
    sql: `SELECT 'key ' || idempotency_key || ' of ' || organization_id AS what FROM credits.ledger_entry
      WHERE idempotency_key IS NOT NULL GROUP BY organization_id, operation, idempotency_key HAVING count(*) > 1
      UNION ALL SELECT 'key ' || command.key || ' of ' || command.organization_id FROM credits.idempotency_key AS command
      LEFT JOIN credits.ledger_entry AS entry ON entry.organization_id = command.organization_id
        AND entry.operation = command.operation AND entry.idempotency_key = command.key
      WHERE answer IS NULL OR entry.id IS DISTINCT FROM command.entry_id
      UNION ALL SELECT 'key ' || idempotency_key || ' of ' || organization_id || ' is gone' FROM credits.ledger_entry AS entry
      WHERE idempotency_key NOT LIKE 'call:%' AND NOT EXISTS (SELECT FROM credits.idempotency_key AS command
        WHERE command.organization_id = entry.organization_id AND command.operation = entry.operation
          AND command.key = entry.idempotency_key)`,
  },
  {
    id: 'I-9',
    rule: 'what belongs together belongs to one organisation',
    sql: `SELECT 'entry ' || entry_id || ', credit ' || credit_id AS what FROM credits.posting
      JOIN credits.ledger_entry AS entry ON entry.id = entry_id JOIN credits.carbon_credit AS lot ON lot.id = credit_id
      WHERE posting.organization_id <> entry.organization_id OR posting.organization_id <> lot.organization_id
      UNION ALL SELECT 'retirement ' || retirement.id FROM credits.retirement
      JOIN credits.ledger_entry AS entry ON entry.id = entry_id JOIN credits.retirement_line AS line ON retirement_id = retirement.id
      JOIN credits.carbon_credit AS lot ON lot.id = credit_id
      WHERE retirement.organization_id <> ALL (ARRAY[entry.organization_id, line.organization_id, lot.organization_id])
        OR lot.organization_id <> retirement.organization_id OR line.organization_id <> retirement.organization_id`,
  },
  {
    id: 'I-10',
    rule: 'only a reversal takes from what is retired',
    sql: `SELECT 'entry ' || entry.id AS what FROM credits.posting JOIN credits.ledger_entry AS entry ON entry.id = entry_id
      WHERE account = 'RETIRED' AND delta_g < 0 AND kind <> 'REVERSE'`,
  },
  {
    id: 'I-11',
    rule: 'nothing left a lot after it had expired, or while it was held',
    sql: `SELECT 'entry ' || entry.id || ', credit ' || credit_id AS what FROM credits.posting
      JOIN credits.ledger_entry AS entry ON entry.id = entry_id JOIN credits.carbon_credit AS lot ON lot.id = credit_id
      WHERE kind IN ('RETIRE', 'RESERVE', 'CANCEL') AND account = 'AVAILABLE' AND (entry.created_at >= lot.expires_at
        OR (SELECT status FROM credits.status_change AS change WHERE change.credit_id = posting.credit_id
          AND change.entry_id < entry.id AND status <> 'CANCELLED' ORDER BY change.entry_id DESC LIMIT 1) = 'SUSPENDED')
      UNION ALL SELECT 'credit ' || lot.id FROM credits.carbon_credit AS lot
      WHERE COALESCE(hold = 'SUSPENDED', false) <> COALESCE((SELECT status FROM credits.status_change AS change
        WHERE change.credit_id = lot.id AND status <> 'CANCELLED' ORDER BY change.entry_id DESC LIMIT 1) = 'SUSPENDED', false)`,
  },
];

/** What a row that takes another back has in common with it; energy and emissions have the opposite sign. */
const MIRRORED = [
  ...['hour_at', 'workload_type', 'average_ug_per_kwh', 'marginal_ug_per_kwh', 'method', 'source'],
  ...['factor_version', 'quality', 'energy_quality'],
];

const REPORTING: Invariant[] = [
  {
    id: 'I-12',
    rule: 'the offset of an organisation is the sum of its retirements that are neither rejected nor reversed, and their status what was recorded last',
    sql: `SELECT 'organisation ' || lots.organization_id AS what
      FROM (SELECT organization_id, sum(retired_g) AS grams FROM credits.carbon_credit GROUP BY 1) AS lots
      LEFT JOIN (SELECT retirement.organization_id, sum(grams) FILTER (WHERE status <> 'REJECTED') AS counted,
          sum(grams) FILTER (WHERE status = 'REJECTED') AS rejected
        FROM credits.retirement JOIN credits.retirement_line ON retirement_id = retirement.id WHERE ${LIVE} GROUP BY 1) AS claims
        USING (organization_id)
      WHERE lots.grams - COALESCE(rejected, 0) <> COALESCE(counted, 0)
      UNION ALL SELECT 'retirement ' || retirement.id FROM credits.retirement LEFT JOIN LATERAL (
        SELECT status, registry_retirement_id, evidence_url FROM credits.status_change AS change
        WHERE change.retirement_id = retirement.id ORDER BY change.entry_id DESC LIMIT 1) AS last ON true
      WHERE retirement.status <> CASE WHEN EXISTS (SELECT FROM credits.reversal WHERE reversal.retirement_id = retirement.id)
          THEN 'REVERSED' ELSE COALESCE(last.status, 'ALLOCATED') END
        OR (retirement.registry_retirement_id, retirement.evidence_url)
          IS DISTINCT FROM (last.registry_retirement_id, last.evidence_url)
      UNION ALL SELECT 'confirmed total of ' || organization_id FROM credits.confirmed_total AS total
      FULL JOIN (SELECT retirement.organization_id, sum(grams) AS grams FROM credits.retirement
        JOIN credits.retirement_line ON retirement_id = retirement.id WHERE status = 'CONFIRMED' GROUP BY 1) AS claims
        USING (organization_id)
      WHERE COALESCE(total.grams, 0) <> COALESCE(claims.grams, 0)`,
  },
  {
    id: 'I-13',
    rule: 'emission totals are the sums of the log, and every intake is there in full',
    sql: `SELECT 'emissions of ' || organization_id || ' in ' || month AS what
      FROM (SELECT organization_id, date_trunc('month', hour_at, 'UTC')::date AS month, sum(energy_uwh) AS energy,
          sum(emissions_ug) AS emissions, count(*) AS rows FROM credits.emission_log GROUP BY 1, 2) AS log
      FULL JOIN credits.emission_total AS total USING (organization_id, month)
      WHERE (energy, emissions, rows) IS DISTINCT FROM (energy_uwh, emissions_ug, row_count)
      UNION ALL SELECT 'emissions of ' || organization_id || ' on ' || day
      FROM (SELECT organization_id, day, group_key, ${DAY_SUMS.join(', ')}
        FROM (WITH added AS (SELECT * FROM credits.emission_log) ${DAYS_OF_ADDED}) AS log) AS log
      FULL JOIN credits.emission_day AS sums USING (organization_id, day, group_key)
      WHERE (${DAY_SUMS.map((column) => `log.${column}`).join(', ')})
        IS DISTINCT FROM (${DAY_SUMS.map((column) => `sums.${column}`).join(', ')})
      UNION ALL SELECT 'workload ' || workload_id || ' of ' || organization_id FROM credits.emission_intake AS intake
      WHERE row_count <> (SELECT count(*) FROM credits.emission_log AS log WHERE log.organization_id = intake.organization_id
        AND log.workload_id = intake.workload_id AND log.revision = intake.revision AND NOT is_reversal)
      UNION ALL SELECT 'sums of workload ' || workload_id || ' of ' || organization_id FROM credits.emission_intake AS intake
      WHERE (starts_at, energy_uwh, emissions_ug) IS DISTINCT FROM (SELECT (min(hour_at), sum(log.energy_uwh), sum(log.emissions_ug))
        FROM credits.emission_log AS log WHERE log.organization_id = intake.organization_id
        AND log.workload_id = intake.workload_id AND log.revision = intake.revision AND NOT is_reversal)
      UNION ALL SELECT DISTINCT 'workload ' || workload_id || ' of ' || organization_id || ' has rows of no intake'
      FROM credits.emission_log AS log WHERE NOT EXISTS (SELECT FROM credits.emission_intake AS intake
        WHERE intake.organization_id = log.organization_id AND intake.workload_id = log.workload_id
          AND CASE WHEN is_reversal THEN intake.revision > log.revision ELSE intake.revision = log.revision END)`,
  },
  {
    id: 'I-13',
    rule: 'rows of earlier revisions are taken back, each by one that mirrors it',
    sql: `SELECT DISTINCT 'workload ' || back.workload_id || ' of ' || back.organization_id || ' takes back what was not there' AS what
      FROM credits.emission_log AS back LEFT JOIN credits.emission_log AS log ON log.organization_id = back.organization_id
        AND log.workload_id = back.workload_id AND log.revision = back.revision AND log.zone = back.zone
        AND log.hour_at = back.hour_at AND NOT log.is_reversal
      WHERE back.is_reversal AND (${MIRRORED.map((column) => `log.${column}`).join(', ')}, log.energy_uwh, log.emissions_ug)
        IS DISTINCT FROM (${MIRRORED.map((column) => `back.${column}`).join(', ')}, -back.energy_uwh, -back.emissions_ug)
      UNION ALL SELECT DISTINCT 'workload ' || log.workload_id || ' of ' || log.organization_id || ' counts earlier rows too'
      FROM credits.emission_log AS log WHERE NOT is_reversal
        AND EXISTS (SELECT FROM credits.emission_intake AS newer WHERE newer.organization_id = log.organization_id
          AND newer.workload_id = log.workload_id AND newer.revision > log.revision)
        AND NOT EXISTS (SELECT FROM credits.emission_log AS back WHERE back.organization_id = log.organization_id
          AND back.workload_id = log.workload_id AND back.revision = log.revision AND back.zone = log.zone
          AND back.hour_at = log.hour_at AND back.is_reversal)`,
  },
  {
    id: 'I-14',
    rule: 'each entry has one outbox row',
    sql: `SELECT 'entry ' || COALESCE(entry.id, event.entry_id) AS what FROM credits.ledger_entry AS entry
      FULL JOIN credits.outbox_event AS event ON event.entry_id = entry.id
      WHERE entry.organization_id IS DISTINCT FROM event.organization_id`,
  },
];

const REGISTRIES: Invariant[] = [
  {
    id: 'I-16',
    rule: 'what a registry retired confirms one retirement, and has an id that is not blank',
    sql: `SELECT 'retirement ' || id AS what FROM credits.retirement AS one
      WHERE status IN ('SUBMITTED', 'CONFIRMED') AND (credits.serial_series(registry_retirement_id) = ''
        OR (status = 'CONFIRMED' AND registry_retirement_id IS NULL)
        OR EXISTS (SELECT FROM credits.retirement AS other WHERE other.id <> one.id AND other.status IN ('SUBMITTED', 'CONFIRMED')
          AND credits.serial_series(other.registry_retirement_id) = credits.serial_series(one.registry_retirement_id)))`,
  },
];

/** In order; I-4 and I-15 are those of the audit chain. */
export const INVARIANTS: readonly Invariant[] = [
  ...AMOUNTS,
  ...SERIALS,
  ...COMMANDS,
  ...REPORTING,
  ...REGISTRIES,
];
