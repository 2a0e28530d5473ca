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

/** All that must never change of entries, as one JSON value each. */
export const FACT = `
  json_build_array(entry.id::text, organization_id, kind, operation, idempotency_key, request_id, reverses_id::text,
    ${UTC('created_at')}, (${POSTINGS}), COALESCE((${RETIREMENT}), (${REVERSAL})), (${BOUGHT}))`;
