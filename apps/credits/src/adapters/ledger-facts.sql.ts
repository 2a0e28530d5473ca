const UTC = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const POSTINGS = `
  SELECT json_agg(json_build_array(credit_id, account, delta_g::text) ORDER BY credit_id, account COLLATE "C")
  FROM credits.posting WHERE entry_id = entry.id`;

const RETIREMENT = `
  SELECT json_build_array(id, organization_id, reason, purpose, beneficiary_name, beneficiary_type, ${UTC('period_start')},
    ${UTC('period_end')}, workload_request_id, ${UTC('created_at')},
    (SELECT json_agg(json_build_array(credit_id, grams::text, serial_range::text) ORDER BY credit_id)
     FROM credits.retirement_line WHERE retirement_id = retirement.id))
  FROM credits.retirement WHERE entry_id = entry.id`;

const REVERSAL = `
  SELECT json_build_array(organization_id, retirement_id, reason, ${UTC('created_at')}) FROM credits.reversal
  WHERE entry_id = entry.id`;

/** What a lot was when it was bought, and is for good. */
const BOUGHT = `
  SELECT json_agg(json_build_array(id, lot.organization_id, provider, registry, mitigation, pathway, vintage_start::text,
    vintage_end::text, details, serial_text, serial_prefix, serial_range::text, certificate_url, price_cents::text,
    ${UTC('expires_at')}, issued_g::text, ${UTC('lot.created_at')}))
  FROM credits.posting JOIN credits.carbon_credit AS lot ON lot.id = credit_id
  WHERE entry_id = entry.id AND account = 'ISSUED' AND entry.kind = 'PURCHASE'`;

/** What a registry did with a retirement, or a dispute with a lot. */
const CHANGE = `
  SELECT json_build_array(organization_id, retirement_id, credit_id, status, registry_retirement_id, evidence_url, reason)
  FROM credits.status_change WHERE entry_id = entry.id`;

/** What the command was, and was answered; keys that no caller chose are not kept for good. */
const COMMAND = `
  SELECT encode(sha256(convert_to(fingerprint || answer::text, 'UTF8')), 'hex') FROM credits.idempotency_key AS command
  WHERE command.entry_id = entry.id AND command.organization_id = entry.organization_id
    AND command.operation = entry.operation AND command.key = entry.idempotency_key AND key NOT LIKE 'call:%'`;

/**
 * All that must never change of entries, as one JSON list each. Versions only add to its end: blocks of the first one
 * sealed 11 members.
 */
const ENTRY = `
  json_build_array(entry.id::text, organization_id, kind, operation, idempotency_key, request_id, reverses_id::text,
    ${UTC('created_at')}, (${POSTINGS}), COALESCE((${RETIREMENT}), (${REVERSAL})), (${BOUGHT}), actor, (${CHANGE}), (${COMMAND}))`;

const ROW = `
  json_build_array(id::text, ${UTC('hour_at')}, zone, workload_type, revision, is_reversal, energy_uwh::text,
    average_ug_per_kwh::text, marginal_ug_per_kwh::text, emissions_ug::text, method, source, factor_version, quality,
    energy_quality, ${UTC('recorded_at')}) ORDER BY hour_at, zone, id`;

/** What an intake added: its own rows, and those by which it took the revision before it back. */
const EMISSION = `
  json_build_array(intake.id::text, organization_id, workload_id, revision, row_count, ${UTC('recorded_at')}, ${UTC('starts_at')},
    functional_unit, functional_unit_count::text, embodied_ug::text, baseline_ug::text, baseline_method, energy_uwh::text,
    emissions_ug::text,
    (SELECT json_agg(${ROW}) FROM credits.emission_log AS log WHERE log.organization_id = intake.organization_id
      AND log.workload_id = intake.workload_id AND log.revision = intake.revision AND NOT is_reversal),
    (SELECT json_agg(${ROW}) FROM credits.emission_log AS log WHERE log.organization_id = intake.organization_id
      AND log.workload_id = intake.workload_id AND log.revision < intake.revision AND is_reversal
      AND log.revision >= (SELECT max(revision) FROM credits.emission_intake AS earlier
        WHERE earlier.organization_id = intake.organization_id AND earlier.workload_id = intake.workload_id
          AND earlier.revision < intake.revision)))`;

/** Facts that are sealed one after the other, for each organisation. */
export interface Chain {
  readonly name: 'entries' | 'emissions';
  /** Rows of `id`, `organization_id` and `fact`; to be followed by a condition on `id`. */
  readonly facts: string;
  /** Members of a fact, by version; none: there was no such chain. */
  readonly memberCounts: Readonly<Record<number, number>>;
}

/** By which blocks are made now. */
export const FORMAT = 2;

export const CHAINS: readonly Chain[] = [
  {
    name: 'entries',
    facts: `SELECT id, organization_id, ${ENTRY} AS fact FROM credits.ledger_entry AS entry`,
    memberCounts: { 1: 11, 2: 14 },
  },
  {
    name: 'emissions',
    facts: `SELECT id, organization_id, ${EMISSION} AS fact FROM credits.emission_intake AS intake`,
    memberCounts: { 2: 16 },
  },
];

/** What is hashed of a fact by a version. */
export const factText = ({ memberCounts }: Chain, fact: readonly unknown[], format: number): string =>
  JSON.stringify(fact.slice(0, memberCounts[format] ?? 0));
