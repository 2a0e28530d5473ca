import { DAYS_OF_ADDED, DAY_SUMS } from './emission-days.sql';

/** Names that are listed of workloads or retirements. */
const LISTED = 100;

/** Entries and rows that are in the books. Both only ever grow, and whatever commits, in whichever order, adds to them; and when the newest was recorded. */
export const POSITION = `
  SELECT (SELECT count(*) FROM credits.ledger_entry WHERE organization_id = $1)::text AS ledger_sequence,
    (SELECT COALESCE(sum(row_count), 0) FROM credits.emission_total WHERE organization_id = $1)::text AS emission_sequence,
    GREATEST((SELECT max(created_at) FROM credits.ledger_entry WHERE organization_id = $1),
      (SELECT max(recorded_at) FROM credits.emission_intake WHERE organization_id = $1)) AS newest_at`;

/** What is told of single days. */
const SUMS_OF_DAYS = ['energy_uwh', 'emissions_ug', 'row_count', 'back_count'];

/** All that a report tells apart but days: few groups, of which the others are added up. */
const KINDS = 'zone, workload_type, method, source, factor_version, quality, energy_quality';
const SETS = '(), (zone), (workload_type), (energy_quality), (method, source, factor_version, quality)';

const sumsOf = (columns: readonly string[]): string =>
  columns.map((column) => `COALESCE(sum(${column}), 0) AS ${column}`).join(', ');
const textsOf = (columns: readonly string[]): string => columns.map((column) => `${column}::text`).join(', ');

/**
 * Sums of the log: whole days from $2 to $3 as they are kept, and single rows from $4 to $5 and from $6 to $7, where the
 * period begins and ends within a day. Groups of which every row was taken back are left out.
 */
export const LOG_SUMS = `
  WITH added AS (
    SELECT * FROM credits.emission_log WHERE organization_id = $1
      AND (hour_at >= $4 AND hour_at < $5 OR hour_at >= $6 AND hour_at < $7)
  ), part AS MATERIALIZED (
    SELECT day, ${KINDS}, ${DAY_SUMS.join(', ')} FROM credits.emission_day
    WHERE organization_id = $1 AND day >= $2 AND day < $3
    UNION ALL
    SELECT day, ${KINDS}, ${DAY_SUMS.join(', ')} FROM (${DAYS_OF_ADDED}) AS hours
  ), kind AS (
    SELECT ${KINDS}, ${sumsOf(DAY_SUMS)} FROM part GROUP BY ${KINDS}
  ), sums AS (
    SELECT CASE WHEN GROUPING(zone) = 0 THEN 'zone' WHEN GROUPING(workload_type) = 0 THEN 'workloadType'
        WHEN GROUPING(energy_quality) = 0 THEN 'energyQuality' WHEN GROUPING(source) = 0 THEN 'factor' ELSE 'total' END AS set,
      COALESCE(zone, workload_type, energy_quality) AS name, method, source, factor_version, quality, ${sumsOf(DAY_SUMS)}
    FROM kind GROUP BY GROUPING SETS (${SETS})
    UNION ALL
    SELECT 'day', to_char(day, 'YYYY-MM-DD'), NULL, NULL, NULL, NULL, ${DAY_SUMS.map((column) => (SUMS_OF_DAYS.includes(column) ? `sum(${column})` : '0')).join(', ')}
    FROM part GROUP BY day
  )
  SELECT set, name, method, source, factor_version, quality, ${textsOf(DAY_SUMS)} FROM sums
  WHERE row_count > 2 * back_count OR set = 'total'`;

const idsOf = (table: string, condition: string): string => `COALESCE((SELECT json_agg(workload_id) FROM (
    SELECT workload_id FROM ${table} WHERE ${condition} ORDER BY workload_id COLLATE "C" LIMIT ${LISTED}) AS first), '[]')`;

/** Room to add up a million rows without files. */
export const MORE_MEMORY = `SET LOCAL work_mem = '64MB'`;

/** Workloads that start in the period, each by its newest revision. */
export const WORKLOAD_SUMS = `
  WITH newest AS MATERIALIZED (
    SELECT workload_id, revision, functional_unit, functional_unit_count, emissions_ug, embodied_ug, baseline_ug, baseline_method
    FROM credits.emission_intake AS intake WHERE organization_id = $1 AND starts_at >= $2 AND starts_at < $3
      AND NOT EXISTS (SELECT FROM credits.emission_intake AS newer WHERE newer.organization_id = $1
        AND newer.workload_id = intake.workload_id AND newer.revision > intake.revision)
  ), restated AS (
    SELECT workload_id FROM newest WHERE revision > 1 AND EXISTS (SELECT FROM credits.emission_intake AS older
      WHERE older.organization_id = $1 AND older.workload_id = newest.workload_id AND older.revision < newest.revision)
  ), sums AS (
    SELECT CASE WHEN GROUPING(functional_unit) = 0 THEN 'functionalUnit' ELSE 'baseline' END AS by,
      CASE WHEN GROUPING(functional_unit) = 0 THEN functional_unit ELSE baseline_method END AS name,
      count(*)::int AS workload_count, sum(emissions_ug)::text AS emissions_ug,
      trim_scale(sum(functional_unit_count))::text AS unit_count, COALESCE(sum(embodied_ug), 0)::text AS embodied_ug,
      count(embodied_ug)::int AS embodied_count, COALESCE(sum(baseline_ug), 0)::text AS baseline_ug
    FROM newest GROUP BY GROUPING SETS ((functional_unit), (baseline_method))
  )
  SELECT (SELECT COALESCE(json_agg(sums), '[]') FROM sums) AS sums,
    ${idsOf('newest', 'functional_unit IS NULL')} AS without_unit,
    ${idsOf('newest', 'baseline_method IS NULL')} AS without_baseline,
    (SELECT count(*)::int FROM restated) AS restated_count, ${idsOf('restated', 'true')} AS restated`;

/** What was retired in the period, by all that is told of it. */
export const RETIRED_SUMS = `
  SELECT retirement.status, mitigation, pathway, registry, details -> 'project' ->> 'country' AS country,
    details -> 'correspondingAdjustment' ->> 'status' AS adjustment, sum(grams)::text AS grams
  FROM credits.retirement JOIN credits.retirement_line AS line ON retirement_id = retirement.id
  JOIN credits.carbon_credit AS lot ON lot.id = credit_id
  WHERE retirement.organization_id = $1 AND retirement.created_at >= $2 AND retirement.created_at < $3
  GROUP BY 1, 2, 3, 4, 5, 6`;

/** Reversals of what was retired in the period, and those made in it: the newest, with the count and sum of all. */
export const REVERSALS = `
  SELECT reversal.retirement_id, reversal.reason, retirement.created_at AS retired_at, reversal.created_at AS reversed_at,
    line.grams::text AS grams, (count(*) OVER ())::int AS all_count, (sum(line.grams) OVER ())::text AS all_grams
  FROM credits.reversal JOIN credits.retirement ON retirement.id = reversal.retirement_id
  CROSS JOIN LATERAL (SELECT sum(grams) AS grams FROM credits.retirement_line WHERE retirement_id = retirement.id) AS line
  WHERE reversal.organization_id = $1 AND (retirement.created_at >= $2 AND retirement.created_at < $3
    OR reversal.created_at >= $2 AND reversal.created_at < $3)
  ORDER BY reversal.created_at DESC, reversal.retirement_id LIMIT ${LISTED}`;

/** Two who make the same report come one after the other. */
export const LOCK_REPORT = `SELECT pg_advisory_xact_lock(hashtextextended('report ' || $1 || ' ' || $2 || ' ' || $3, 0))`;

export const NEWEST_REPORT = `
  SELECT version, ledger_sequence, emission_sequence, figures_sha256, content, content_sha256, generated_at
  FROM credits.sustainability_report WHERE organization_id = $1 AND from_at = $2 AND to_at = $3
  ORDER BY version DESC LIMIT 1`;

export const ADD_REPORT = `
  INSERT INTO credits.sustainability_report (organization_id, from_at, to_at, version, ledger_sequence, emission_sequence,
    figures_sha256, content, content_sha256, generated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
