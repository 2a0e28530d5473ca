/** Commands that nobody has done; a twin that is under way is waited for. In order of keys, so that two portions never wait for each other. */
export const CLAIM_ALL = `
  INSERT INTO credits.idempotency_key (organization_id, operation, key, fingerprint)
  SELECT $1, $2, command.* FROM unnest($3::text[], $4::text[]) AS command (key, fingerprint) ORDER BY key
  ON CONFLICT DO NOTHING RETURNING key, created_at`;

export const EARLIER_ANSWERS = `
  SELECT key, fingerprint, answer FROM credits.idempotency_key
  WHERE organization_id = $1 AND operation = $2 AND key = ANY($3::text[])`;

/** A refusal is not kept: the same key may be tried again. */
export const FORGET_REFUSED = `
  DELETE FROM credits.idempotency_key
  WHERE organization_id = $1 AND operation = $2 AND key = ANY($3::text[])`;

/**
 * Entries with postings, retirements with lines, kept answers, what is to be told and the amounts of the lots in one
 * statement. As in POST, a lot changes only where it has the grams and where something may leave it: the caller compares.
 */
export const RETIRE_ALL = `
  WITH asked AS (
    SELECT * FROM json_to_recordset($3::json) AS asked (place int, key text, request_id text, id uuid,
      reason text, purpose text, beneficiary_name text, beneficiary_type text, period_start timestamptz, period_end timestamptz,
      workload_request_id text, answer text)
  ), line AS (
    SELECT * FROM json_to_recordset($4::json) AS line (key text, credit_id uuid, grams bigint, serial_range int8range)
  ), entry AS (
    INSERT INTO credits.ledger_entry (organization_id, kind, operation, idempotency_key, request_id)
    SELECT $1, 'RETIRE', $2, key, request_id FROM asked ORDER BY place RETURNING id, idempotency_key AS key
  ), posted AS (
    INSERT INTO credits.posting (entry_id, organization_id, credit_id, account, delta_g)
    SELECT entry.id, $1, credit_id, account, sign * grams FROM entry JOIN line USING (key),
      (VALUES ('AVAILABLE', -1), ('RETIRED', 1)) AS side (account, sign)
  ), told AS (
    INSERT INTO credits.outbox_event (entry_id, organization_id) SELECT id, $1 FROM entry
  ), retired AS (
    INSERT INTO credits.retirement (id, organization_id, entry_id, reason, purpose, beneficiary_name, beneficiary_type,
      period_start, period_end, workload_request_id)
    SELECT asked.id, $1, entry.id, reason, purpose, beneficiary_name, beneficiary_type, period_start, period_end,
      workload_request_id FROM asked JOIN entry USING (key)
  ), parted AS (
    INSERT INTO credits.retirement_line (retirement_id, organization_id, credit_id, grams, serial_range)
    SELECT asked.id, $1, credit_id, grams, serial_range FROM line JOIN asked USING (key)
  ), kept AS (
    UPDATE credits.idempotency_key AS command SET answer = asked.answer::json, entry_id = entry.id
    FROM asked JOIN entry USING (key)
    WHERE organization_id = $1 AND operation = $2 AND command.key = asked.key
    RETURNING command.key
  ), change AS (
    SELECT credit_id, sum(grams)::bigint AS grams FROM line GROUP BY credit_id
  ), moved AS (
    UPDATE credits.carbon_credit AS lot
    SET available_g = available_g - grams, retired_g = retired_g + grams, version = version + 1 FROM change
    WHERE organization_id = $1 AND id = credit_id AND available_g >= grams AND hold IS NULL
      AND (expires_at IS NULL OR expires_at > now())
    RETURNING id
  )
  SELECT (SELECT count(*) FROM kept)::int AS kept, (SELECT count(*) FROM moved)::int AS moved`;
