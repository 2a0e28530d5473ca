import { CREDIT_COLUMNS } from './credit-rows';

export const ADD_CREDIT = `
  INSERT INTO credits.carbon_credit (id, organization_id, provider, registry, mitigation, pathway, vintage_start, vintage_end,
    details, serial_text, serial_prefix, serial_range, certificate_url, certificate_status, price_cents, expires_at,
    issued_g, available_g)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17)`;

/** In the order of their ids, so that two who want the same lots never wait for each other. */
export const LOCK_CREDITS = `
  SELECT ${CREDIT_COLUMNS} FROM credits.carbon_credit WHERE organization_id = $1 AND id = ANY($2::uuid[])
  ORDER BY id FOR NO KEY UPDATE`;

/**
 * Entry, postings, amounts of the lots and the outbox in one statement. The amounts change only where a lot still has the
 * grams, and nothing leaves one that is held or expired, whatever was planned: the caller compares the count.
 */
export const POST = `
  WITH entry AS (
    INSERT INTO credits.ledger_entry (organization_id, kind, operation, idempotency_key, request_id, reverses_id)
    VALUES ($1, $2, $3, $4, $5, $9) RETURNING id
  ), asked AS (
    SELECT * FROM unnest($6::uuid[], $7::text[], $8::bigint[]) AS asked (credit_id, account, delta_g)
  ), posted AS (
    INSERT INTO credits.posting (entry_id, organization_id, credit_id, account, delta_g)
    SELECT entry.id, $1, credit_id, account, delta_g FROM entry, asked
  ), told AS (
    INSERT INTO credits.outbox_event (entry_id, organization_id) SELECT id, $1 FROM entry
  ), change AS (
    SELECT credit_id,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'AVAILABLE'), 0)::bigint AS available,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'RESERVED'), 0)::bigint AS reserved,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'RETIRED'), 0)::bigint AS retired,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'CANCELLED'), 0)::bigint AS cancelled,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'EXPIRED'), 0)::bigint AS expired,
      COALESCE(sum(delta_g) FILTER (WHERE account = 'REVERSED'), 0)::bigint AS reversed
    FROM asked WHERE $2 <> 'PURCHASE' GROUP BY credit_id
  ), moved AS (
    UPDATE credits.carbon_credit AS lot SET
      available_g = available_g + change.available, reserved_g = reserved_g + change.reserved,
      retired_g = retired_g + change.retired, cancelled_g = cancelled_g + change.cancelled,
      expired_g = expired_g + change.expired, reversed_g = reversed_g + change.reversed, version = version + 1
    FROM change
    WHERE lot.organization_id = $1 AND lot.id = change.credit_id AND available_g + change.available >= 0
      AND ($2 NOT IN ('RETIRE', 'RESERVE', 'CANCEL') OR (hold IS NULL AND (expires_at IS NULL OR expires_at > now())))
      AND ($2 <> 'EXPIRE' OR (hold IS NULL AND expires_at <= now()))
    RETURNING lot.id
  )
  SELECT id, (SELECT count(*) FROM moved) AS moved FROM entry`;

export const ADD_RETIREMENT = `
  WITH retired AS (
    INSERT INTO credits.retirement (id, organization_id, entry_id, reason, purpose, beneficiary_name, beneficiary_type,
      period_start, period_end, workload_request_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )
  INSERT INTO credits.retirement_line (retirement_id, organization_id, credit_id, grams, serial_range)
  SELECT $1, $2, line.* FROM unnest($11::uuid[], $12::bigint[], $13::int8range[]) AS line`;

/** Held to the end of the transaction. */
export const LOCK_TARGET = `SELECT pg_advisory_xact_lock(hashtextextended('credits target ' || $1, 0))`;

/** What a registry has rejected stays retired here until it is reversed, and does not count. */
const REJECTED = `
  SELECT COALESCE(sum(grams), 0) FROM credits.retirement JOIN credits.retirement_line AS line ON retirement_id = retirement.id
  WHERE retirement.organization_id = $1 AND status = 'REJECTED'`;

export const TOTALS = `
  SELECT
    (SELECT COALESCE(sum(emissions_ug), 0) FROM credits.emission_total WHERE organization_id = $1)::text AS emissions_ug,
    ((SELECT COALESCE(sum(retired_g), 0) FROM credits.carbon_credit WHERE organization_id = $1) - (${REJECTED}))::text
      AS offset_g`;

export const OFFSET_THIS_MONTH = `
  SELECT COALESCE(sum(grams), 0)::text AS grams FROM credits.retirement
  JOIN credits.retirement_line ON retirement_id = retirement.id
  WHERE retirement.organization_id = $1 AND purpose = 'AUTO_OFFSET' AND status <> 'REVERSED'
    AND created_at >= date_trunc('month', now(), 'UTC')`;

/** In the order of `allocate`. */
export const RETIRABLE = `
  SELECT ${CREDIT_COLUMNS}, (sum(available_g) OVER ())::text AS total_g FROM credits.credit_with_status WHERE organization_id = $1 AND status = 'ACTIVE' AND available_g > 0
    AND ($2::text[] IS NULL OR provider = ANY($2)) AND ($3::text[] IS NULL OR registry = ANY($3))
    AND ($4::text[] IS NULL OR mitigation = ANY($4))
  ORDER BY expires_at NULLS LAST, vintage_start NULLS LAST, id LIMIT $5`;
