import { gramsUp, kwh, percent } from './figure.fixture';
import type { Figure, Figures } from './figure.fixture';

/** Rows of the period. */
const ROWS = `FROM credits.emission_log WHERE organization_id = $1 AND hour_at >= $2 AND hour_at < $3`;
/** What was taken back whole is in no group. */
const SOME_STAND = 'HAVING count(*) FILTER (WHERE NOT is_reversal) > count(*) FILTER (WHERE is_reversal)';

const [ENERGY, EMISSIONS] = ['coalesce(sum(energy_uwh), 0)', 'coalesce(sum(emissions_ug), 0)'];
const SUMS = `${ENERGY}::text AS "energyUwh", ${kwh(ENERGY)} AS "energyKwh",
  ${EMISSIONS}::text AS "emissionsUg", ${gramsUp(EMISSIONS)} AS "emissionsCO2"`;
const MEAN = '(1000 * ug)::float8 / nullif(uwh, 0)::float8';

const grouped = (name: 'byDay' | 'byMonth' | 'byZone' | 'byWorkloadType', by: string): Figure => ({
  sql: `SELECT ${by} AS "group", ${SUMS} ${ROWS} GROUP BY 1 ${SOME_STAND}`,
  told: ({ emissions }) => emissions[name],
});

const shares = (name: 'energy' | 'intensity', column: string, kinds: readonly string[]): Figure => ({
  sql: `SELECT kind AS quality, uwh::text AS "energyUwh", ${percent('uwh', 'sum(uwh) OVER ()')} AS percent
    FROM (SELECT kind, (SELECT ${ENERGY} ${ROWS} AND ${column} = kind) AS uwh
      FROM unnest(ARRAY['${kinds.join(`','`)}']) AS kind) AS kinds`,
  told: ({ dataQuality }) => dataQuality[name],
});

/** Energy, emissions, their quality and factors: of the rows of the log, without the sums that are kept beside them. */
export const EMISSION_FIGURES: Figures = {
  total: {
    sql: `SELECT ${SUMS}, (1000 * sum(emissions_ug))::float8 / nullif(sum(energy_uwh), 0)::float8 AS "averageGPerKwh" ${ROWS}`,
    told: ({ energy, emissions }) => [{ ...emissions.locationBased, ...energy }],
  },
  marginal: {
    sql: `SELECT CASE WHEN uwh > 0 THEN ug::text END AS "emissionsUg", CASE WHEN uwh > 0 THEN ${gramsUp('ug')} END AS "emissionsCO2",
        ${MEAN} AS "marginalGPerKwh", ${percent('uwh', 'every_uwh')} AS "coveredPercent"
      FROM (SELECT ceil(sum(energy_uwh * marginal_ug_per_kwh::numeric) * 0.000000001) AS ug, sum(energy_uwh) AS every_uwh,
        coalesce(sum(energy_uwh) FILTER (WHERE marginal_ug_per_kwh IS NOT NULL), 0) AS uwh ${ROWS}) AS known`,
    told: ({ emissions }) => [emissions.marginal],
  },
  byDay: grouped('byDay', `left((hour_at AT TIME ZONE 'UTC')::text, 10)`),
  byMonth: grouped('byMonth', `left((hour_at AT TIME ZONE 'UTC')::text, 7)`),
  byZone: grouped('byZone', 'zone'),
  byWorkloadType: grouped('byWorkloadType', 'workload_type'),
  energyQuality: shares('energy', 'energy_quality', ['measured', 'modelled', 'estimated']),
  intensityQuality: shares('intensity', 'quality', ['measured', 'estimated', 'forecast', 'simulated']),
  factors: {
    sql: `SELECT method, source, factor_version AS "factorVersion", quality, ${SUMS},
        (count(*) FILTER (WHERE NOT is_reversal) - count(*) FILTER (WHERE is_reversal))::int AS "rowCount"
      ${ROWS} GROUP BY method, source, factor_version, quality ${SOME_STAND}`,
    told: ({ factors }) => factors,
  },
  simulated: {
    sql: `SELECT count(*) > 0 AS "isSimulated"
      FROM (SELECT ${ROWS} AND quality = 'simulated' GROUP BY method, source, factor_version ${SOME_STAND}) AS made_up`,
    told: ({ isSimulated }) => [{ isSimulated }],
  },
  takenBack: {
    sql: `SELECT count(*)::int AS "takenBackRows", (-${ENERGY})::text AS "takenBackEnergyUwh", (-${EMISSIONS})::text AS "takenBackUg"
      ${ROWS} AND is_reversal`,
    told: ({ restatements: { takenBackRows, takenBackEnergyUwh, takenBackUg } }) => [
      { takenBackRows, takenBackEnergyUwh, takenBackUg },
    ],
  },
};
