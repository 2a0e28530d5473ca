/** What a report tells apart; `group_key` is the digest of all of it. */
const GROUP = 'zone, workload_type, method, source, factor_version, quality, energy_quality';

/** Of each row of the log what is summed, as the columns of `credits.emission_day` are called. */
const ROW_FIGURES = `
  energy_uwh::numeric, emissions_ug::numeric,
  CASE WHEN marginal_ug_per_kwh IS NULL THEN 0 ELSE energy_uwh END::numeric AS marginal_energy_uwh,
  energy_uwh::numeric * COALESCE(marginal_ug_per_kwh, 0) AS marginal_product, 1 AS row_count,
  is_reversal::int AS back_count,
  CASE WHEN is_reversal THEN energy_uwh ELSE 0 END::numeric AS back_energy_uwh,
  CASE WHEN is_reversal THEN emissions_ug ELSE 0 END::numeric AS back_ug`;

/** Columns of `credits.emission_day` that are sums. */
export const DAY_SUMS = [
  ...['energy_uwh', 'emissions_ug', 'marginal_energy_uwh', 'marginal_product'],
  ...['row_count', 'back_count', 'back_energy_uwh', 'back_ug'],
];

/** Rows of the log, called `added`, summed as `credits.emission_day` has them. */
export const DAYS_OF_ADDED = `
  SELECT organization_id, day, md5(json_build_array(${GROUP})::text) AS group_key, ${GROUP},
    ${DAY_SUMS.map((column) => `sum(${column}) AS ${column}`).join(', ')}
  FROM (SELECT organization_id, (hour_at AT TIME ZONE 'UTC')::date AS day, ${GROUP}, ${ROW_FIGURES} FROM added) AS figures
  GROUP BY organization_id, day, ${GROUP} ORDER BY organization_id, day, group_key`;

/** Adds rows of the log, called `added`, to the sums of their days, in one order for all who do so. */
export const ADD_TO_DAYS = `
  INSERT INTO credits.emission_day AS sums (organization_id, day, group_key, ${GROUP}, ${DAY_SUMS.join(', ')})
  ${DAYS_OF_ADDED}
  ON CONFLICT (organization_id, day, group_key) DO UPDATE SET
    ${DAY_SUMS.map((column) => `${column} = sums.${column} + excluded.${column}`).join(', ')}`;
