import type { EmissionGroup } from '@ecobe/contracts';
import { ADD_TO_DAYS } from './emission-days.sql';

/** Revisions of one workload come one after the other. */
export const LOCK_WORKLOAD = `SELECT pg_advisory_xact_lock(hashtextextended('emissions ' || $1 || ' ' || $2, 0))`;

/** Nothing where this revision or a newer one is there. */
export const CLAIM_REVISION = `
  INSERT INTO credits.emission_intake (organization_id, workload_id, revision, row_count, starts_at, functional_unit,
    functional_unit_count, embodied_ug, baseline_ug, baseline_method, energy_uwh, emissions_ug)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 WHERE NOT EXISTS (SELECT FROM credits.emission_intake
    WHERE organization_id = $1 AND workload_id = $2 AND revision >= $3::int)
  RETURNING revision`;

/** Adds all that this transaction wrote of a workload to the sums of its months: in their order, so that no two writers cross. */
export const COUNT_WRITTEN = `
  INSERT INTO credits.emission_total AS total (organization_id, month, energy_uwh, emissions_ug, row_count)
  SELECT organization_id, date_trunc('month', hour_at, 'UTC')::date, sum(energy_uwh), sum(emissions_ug), count(*)
  FROM credits.emission_log
  WHERE organization_id = $1 AND workload_id = $2 AND transaction_id = pg_current_xact_id() GROUP BY 1, 2 ORDER BY 2
  ON CONFLICT (organization_id, month) DO UPDATE SET energy_uwh = total.energy_uwh + excluded.energy_uwh,
    emissions_ug = total.emissions_ug + excluded.emissions_ug, row_count = total.row_count + excluded.row_count`;

/** The same for the sums of its days; after those of the months, whose rows keep other writers of these days waiting. */
export const SUM_WRITTEN = `
  WITH added AS (
    SELECT * FROM credits.emission_log
    WHERE organization_id = $1 AND workload_id = $2 AND transaction_id = pg_current_xact_id()
  ) ${ADD_TO_DAYS}`;

/** Rows with the opposite sign for those of earlier revisions that were not taken back yet. */
export const TAKE_BACK = `
  INSERT INTO credits.emission_log (organization_id, hour_at, zone, workload_id, workload_type, revision, is_reversal,
    energy_uwh, average_ug_per_kwh, marginal_ug_per_kwh, emissions_ug, method, source, factor_version, quality, energy_quality)
  SELECT organization_id, hour_at, zone, workload_id, workload_type, revision, true, -energy_uwh, average_ug_per_kwh,
    marginal_ug_per_kwh, -emissions_ug, method, source, factor_version, quality, energy_quality
  FROM credits.emission_log AS log WHERE organization_id = $1 AND workload_id = $2 AND NOT is_reversal
    AND NOT EXISTS (SELECT FROM credits.emission_log AS back WHERE back.organization_id = $1 AND back.workload_id = $2
      AND back.hour_at = log.hour_at AND back.zone = log.zone AND back.revision = log.revision AND back.is_reversal)`;

export const ADD_ROWS = `
  INSERT INTO credits.emission_log (organization_id, workload_id, revision, workload_type, method, source, factor_version,
    quality, energy_quality, is_reversal, hour_at, zone, energy_uwh, average_ug_per_kwh, marginal_ug_per_kwh, emissions_ug)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, false, new.*
  FROM unnest($10::timestamptz[], $11::text[], $12::bigint[], $13::bigint[], $14::bigint[], $15::bigint[]) AS new`;

const UTC_TEXT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
const span = (unit: string): string =>
  `to_char(date_trunc('${unit}', hour_at, 'UTC') AT TIME ZONE 'UTC', ${UTC_TEXT})`;

const GROUP_KEY: Record<EmissionGroup, string> = {
  hour: span('hour'),
  day: span('day'),
  month: span('month'),
  zone: 'zone',
  workloadType: 'workload_type',
  workload: 'workload_id',
  none: 'NULL::text',
};

/** The whole (level 1) and its groups (level 0) in one statement, hence of one moment; what was taken back counts for nothing. */
export function sumsSql(groupBy: EmissionGroup): string {
  const sets = groupBy === 'none' ? '()' : '(), (name)';
  return `
    WITH chosen AS (
      SELECT ${GROUP_KEY[groupBy]} AS name, workload_id, energy_uwh, emissions_ug, marginal_ug_per_kwh, energy_quality, is_reversal
      FROM credits.emission_log WHERE organization_id = $1 AND hour_at >= $2 AND hour_at < $3
        AND ($4::text IS NULL OR zone = $4) AND ($5::text IS NULL OR workload_type = $5)
    ), work AS (
      SELECT name, workload_id, sum(energy_uwh) AS energy_uwh, sum(emissions_ug) AS emissions_ug,
        sum(energy_uwh::numeric * marginal_ug_per_kwh) AS marginal_product,
        sum(energy_uwh) FILTER (WHERE marginal_ug_per_kwh IS NULL) AS unknown_uwh,
        sum(energy_uwh) FILTER (WHERE energy_quality = 'measured') AS measured_uwh,
        sum(energy_uwh) FILTER (WHERE energy_quality = 'modelled') AS modelled_uwh,
        sum(CASE WHEN is_reversal THEN -1 ELSE 1 END) AS live_count, bool_or(is_reversal) AS is_restated
      FROM chosen GROUP BY name, workload_id
    )
    SELECT ${groupBy === 'none' ? '1' : 'GROUPING(name)'} AS level, ${groupBy === 'none' ? 'NULL' : 'name'} AS name,
      COALESCE(sum(energy_uwh), 0)::text AS energy_uwh, COALESCE(sum(emissions_ug), 0)::text AS emissions_ug,
      CASE WHEN COALESCE(sum(unknown_uwh), 0) = 0 THEN div(sum(marginal_product), 1000000000)::text END AS marginal_ug,
      COALESCE(sum(measured_uwh), 0)::text AS measured_uwh, COALESCE(sum(modelled_uwh), 0)::text AS modelled_uwh,
      count(DISTINCT workload_id) FILTER (WHERE live_count > 0) AS workload_count,
      count(DISTINCT workload_id) FILTER (WHERE is_restated) AS restated_count
    FROM work GROUP BY GROUPING SETS (${sets})
    ORDER BY level DESC, name NULLS FIRST LIMIT $6::int + 1`;
}
