import { gramsUp } from './figure.fixture';
import type { Figures } from './figure.fixture';

/** `mine`: newest revision of each workload whose first hour is in the period, what its rows sum to, and how often it was told. */
const MINE = `WITH newest AS (
    SELECT DISTINCT ON (workload_id) *, count(*) OVER (PARTITION BY workload_id) AS told_times
    FROM credits.emission_intake WHERE organization_id = $1 ORDER BY workload_id, revision DESC
  ), summed AS (
    SELECT workload_id, sum(log.emissions_ug) AS emitted,
      min(hour_at) FILTER (WHERE NOT is_reversal AND log.revision = newest.revision) AS first_hour_at
    FROM credits.emission_log AS log JOIN newest USING (workload_id) WHERE log.organization_id = $1 GROUP BY 1
  ), mine AS (
    SELECT newest.*, emitted FROM newest JOIN summed USING (workload_id) WHERE first_hour_at >= $2 AND first_hour_at < $3
  )`;

const named = (condition: string): string =>
  `ARRAY(SELECT workload_id FROM mine WHERE ${condition} ORDER BY workload_id COLLATE "C" LIMIT 100) AS "workloadIds"`;

const leftOut = (condition: string): string =>
  `${MINE} SELECT count(*)::int AS "workloadCount", coalesce(sum(emitted), 0)::text AS "emissionsUg",
    ${gramsUp('coalesce(sum(emitted), 0)')} AS "emissionsCO2", ${named(condition)} FROM mine WHERE ${condition}`;

const AVOIDED = 'sum(baseline_ug - emitted)';
const AVOIDED_G = `floor(${AVOIDED} * 0.000001)::float8`;

/** SCI, avoided emissions and what was settled anew: of the newest revisions and their rows. */
export const WORKLOAD_FIGURES: Figures = {
  sci: {
    sql: `${MINE}, unit AS (
        SELECT functional_unit, sum(functional_unit_count) AS r, count(*)::int AS workloads, sum(emitted) AS o,
          CASE WHEN bool_and(embodied_ug IS NOT NULL) THEN sum(embodied_ug) END AS m
        FROM mine WHERE functional_unit IS NOT NULL GROUP BY 1)
      SELECT functional_unit AS "functionalUnit", trim_scale(r)::text AS "unitCount", workloads AS "workloadCount",
        o::text AS "operationalUg", m::text AS "embodiedUg", m IS NULL AS "isOperationalOnly",
        ceil((o + coalesce(m, 0)) / r)::text AS "sciUgPerUnit", (ceil((o + coalesce(m, 0)) / r) * 0.000001)::float8 AS "sciGPerUnit"
      FROM unit`,
    told: ({ sci }) => sci.units,
  },
  notCounted: {
    sql: leftOut('functional_unit IS NULL'),
    told: ({ sci }) => [sci.notCounted],
  },
  avoidedByMethod: {
    sql: `${MINE} SELECT baseline_method AS method, count(*)::int AS "workloadCount", sum(baseline_ug)::text AS "baselineUg",
        sum(emitted)::text AS "emissionsUg", ${AVOIDED}::text AS "avoidedUg", ${AVOIDED_G} AS "avoidedCO2"
      FROM mine WHERE baseline_ug IS NOT NULL GROUP BY 1`,
    told: ({ avoided }) => avoided.byMethod,
  },
  avoided: {
    sql: `${MINE} SELECT ${AVOIDED}::text AS "avoidedUg", ${AVOIDED_G} AS "avoidedCO2" FROM mine WHERE baseline_ug IS NOT NULL`,
    told: ({ avoided: { avoidedUg, avoidedCO2 } }) => [{ avoidedUg, avoidedCO2 }],
  },
  notCompared: {
    sql: leftOut('baseline_ug IS NULL'),
    told: ({ avoided }) => [avoided.notCompared],
  },
  settledAnew: {
    sql: `${MINE} SELECT count(*)::int AS "workloadCount", ${named('told_times > 1')} FROM mine WHERE told_times > 1`,
    told: ({ restatements: { workloadCount, workloadIds } }) => [{ workloadCount, workloadIds }],
  },
};
