/** Everything of a balance in one statement, hence of one moment. $1 organisation, $2 days ahead that "soon" reaches. */
export const BALANCE = `
  WITH lot AS MATERIALIZED (
    SELECT id, mitigation, status, available_g, reserved_g, retired_g, price_cents, issued_g, expires_at,
      CASE WHEN status = 'ACTIVE' THEN available_g ELSE 0 END AS usable_g
    FROM credits.credit_with_status WHERE organization_id = $1
  ), rejected AS (
    SELECT credit_id, sum(grams) AS grams FROM credits.retirement
    JOIN credits.retirement_line AS line ON line.retirement_id = retirement.id
    WHERE retirement.organization_id = $1 AND status = 'REJECTED' GROUP BY credit_id
  ), soon AS (
    SELECT usable_g, expires_at FROM lot WHERE usable_g > 0 AND expires_at < now() + $2 * interval '1 day'
  ), type AS (
    SELECT mitigation, (count(*) FILTER (WHERE status = 'ACTIVE'))::int AS active,
      sum(usable_g)::text AS available_g, sum(reserved_g)::text AS reserved_g,
      (sum(retired_g) - COALESCE(sum(rejected.grams), 0))::text AS offset_g,
      COALESCE(sum(div(price_cents::numeric * usable_g, issued_g)), 0)::text AS value_cents
    FROM lot LEFT JOIN rejected ON credit_id = lot.id GROUP BY mitigation ORDER BY mitigation
  )
  SELECT
    (SELECT COALESCE(sum(emissions_ug), 0) FROM credits.emission_total WHERE organization_id = $1)::text AS emissions_ug,
    (SELECT COALESCE(sum(grams), 0) FROM credits.confirmed_total WHERE organization_id = $1)::text AS confirmed_g,
    (SELECT COALESCE(sum(usable_g), 0) FROM soon)::text AS expiring_g,
    (SELECT floor(extract(epoch FROM min(expires_at)) * 1000) FROM soon)::text AS first_expires_ms,
    (SELECT COALESCE(max(id), 0) FROM credits.ledger_entry WHERE organization_id = $1)::text AS last_entry_id,
    (SELECT COALESCE(json_agg(type), '[]') FROM type) AS types`;
