import type { SustainabilityReportContent } from '@ecobe/contracts';

/** A figure that the books give otherwise than the report tells it. */
type Difference = string;

/** Whatever runs a statement and gives its rows. */
interface Books {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/**
 * Recomputes a report from single rows by SQL of its own, which shares nothing with the code that makes reports: neither the
 * sums that are kept beside the log nor their statements. $1 organisation, $2 from, $3 to.
 */
const FIGURES: Record<string, { sql: string; told: (content: SustainabilityReportContent) => object[] }> = {
  total: {
    sql: `SELECT coalesce(sum(energy_uwh), 0)::text AS energy, coalesce(sum(emissions_ug), 0)::text AS emissions,
        ceil(coalesce(sum(emissions_ug), 0) / 1000000.0)::bigint::text AS grams,
        CASE WHEN sum(energy_uwh) FILTER (WHERE marginal_ug_per_kwh IS NOT NULL) > 0
          THEN ceil(sum(energy_uwh * marginal_ug_per_kwh::numeric) / 1000000000)::text END AS marginal,
        count(*) FILTER (WHERE is_reversal)::text AS back, (-coalesce(sum(emissions_ug) FILTER (WHERE is_reversal), 0))::text AS back_ug
      FROM credits.emission_log WHERE organization_id = $1 AND hour_at BETWEEN $2 AND $3::timestamptz - interval '1 second'`,
    told: ({ emissions: { locationBased, marginal }, restatements }) => [
      {
        ...{ energy: locationBased.energyUwh, emissions: locationBased.emissionsUg },
        ...{ grams: String(locationBased.emissionsCO2), marginal: marginal.emissionsUg },
        ...{ back: String(restatements.takenBackRows), back_ug: restatements.takenBackUg },
      },
    ],
  },
  ...groupFigures('byDay', `left((hour_at AT TIME ZONE 'UTC')::text, 10)`),
  ...groupFigures('byMonth', `left((hour_at AT TIME ZONE 'UTC')::text, 7)`),
  ...groupFigures('byZone', 'zone'),
  ...groupFigures('byWorkloadType', 'workload_type'),
  quality: {
    sql: `SELECT kind AS quality, floor(10000 * energy / nullif(sum(energy) OVER (), 0))::text AS percent FROM (
        SELECT kind, coalesce(sum(energy_uwh), 0) AS energy FROM unnest(ARRAY['measured', 'modelled', 'estimated']) AS kind
        LEFT JOIN credits.emission_log ON energy_quality = kind AND organization_id = $1 AND hour_at >= $2 AND hour_at < $3
        GROUP BY kind) AS kinds`,
    told: ({ dataQuality }) =>
      dataQuality.energy.map(({ quality, percent }) => ({
        ...{ quality, percent: percent === null ? null : String(Math.round(100 * percent)) },
      })),
  },
  sci: {
    sql: `${newestWorkloads()} SELECT functional_unit AS unit, sum(emitted)::text AS o,
        CASE WHEN bool_and(embodied_ug IS NOT NULL) THEN sum(embodied_ug)::text END AS m,
        ceil((sum(emitted) + CASE WHEN bool_and(embodied_ug IS NOT NULL) THEN sum(embodied_ug) ELSE 0 END)
          / sum(functional_unit_count))::text AS sci
      FROM mine WHERE functional_unit IS NOT NULL GROUP BY 1`,
    told: ({ sci }) =>
      sci.units.map((unit) => ({
        ...{ unit: unit.functionalUnit, o: unit.operationalUg, m: unit.embodiedUg, sci: unit.sciUgPerUnit },
      })),
  },
  avoided: {
    sql: `${newestWorkloads()} SELECT baseline_method AS method, count(*)::text AS count, sum(baseline_ug - emitted)::text AS avoided
      FROM mine WHERE baseline_method IS NOT NULL GROUP BY 1`,
    told: ({ avoided }) =>
      avoided.byMethod.map((one) => ({
        ...{ method: one.method, count: String(one.workloadCount), avoided: one.avoidedUg },
      })),
  },
  leftOut: {
    sql: `${newestWorkloads()} SELECT count(*) FILTER (WHERE functional_unit IS NULL)::text AS units,
        coalesce(sum(emitted) FILTER (WHERE functional_unit IS NULL), 0)::text AS units_ug,
        count(*) FILTER (WHERE baseline_ug IS NULL)::text AS baselines,
        coalesce(sum(emitted) FILTER (WHERE baseline_ug IS NULL), 0)::text AS baselines_ug FROM mine`,
    told: ({ sci, avoided }) => [
      {
        ...{ units: String(sci.notCounted.workloadCount), units_ug: sci.notCounted.emissionsUg },
        ...{ baselines: String(avoided.notCompared.workloadCount) },
        ...{ baselines_ug: avoided.notCompared.emissionsUg },
      },
    ],
  },
  credits: {
    sql: `SELECT coalesce(sum(delta_g) FILTER (WHERE status = 'CONFIRMED'), 0)::text AS confirmed,
        coalesce(sum(delta_g) FILTER (WHERE status IN ('ALLOCATED', 'SUBMITTED')), 0)::text AS unconfirmed,
        coalesce(sum(delta_g) FILTER (WHERE status = 'REJECTED'), 0)::text AS rejected,
        coalesce(sum(delta_g) FILTER (WHERE status = 'REVERSED'), 0)::text AS reversed
      FROM credits.ledger_entry AS entry JOIN credits.posting ON entry_id = entry.id AND account = 'RETIRED'
      JOIN credits.retirement ON retirement.entry_id = entry.id
      WHERE entry.organization_id = $1 AND kind = 'RETIRE' AND entry.created_at >= $2 AND entry.created_at < $3`,
    told: ({ credits }) => [
      {
        ...{ confirmed: String(credits.confirmedCO2), unconfirmed: String(credits.unconfirmedCO2) },
        ...{ rejected: String(credits.rejectedCO2), reversed: String(credits.reversedCO2) },
      },
    ],
  },
  creditKinds: {
    sql: `SELECT registry AS standard, coalesce(sum(delta_g) FILTER (WHERE status = 'CONFIRMED'), 0)::text AS confirmed,
        coalesce(sum(delta_g) FILTER (WHERE status <> 'CONFIRMED'), 0)::text AS unconfirmed
      FROM credits.posting JOIN credits.carbon_credit AS lot ON lot.id = credit_id JOIN credits.retirement USING (entry_id)
      WHERE posting.organization_id = $1 AND account = 'RETIRED' AND retirement.created_at >= $2 AND retirement.created_at < $3
        AND status NOT IN ('REJECTED', 'REVERSED') GROUP BY 1`,
    told: ({ credits }) =>
      credits.byQualityStandard.map(({ group, confirmedCO2, unconfirmedCO2 }) => ({
        ...{ standard: group, confirmed: String(confirmedCO2), unconfirmed: String(unconfirmedCO2) },
      })),
  },
};

/** Energy and emissions by a column or an expression; what was taken back whole is in no group. */
function groupFigures(name: 'byDay' | 'byMonth' | 'byZone' | 'byWorkloadType', by: string): typeof FIGURES {
  return {
    [name]: {
      sql: `SELECT ${by} AS name, sum(energy_uwh)::text AS energy, sum(emissions_ug)::text AS emissions
        FROM credits.emission_log WHERE organization_id = $1 AND hour_at >= $2 AND hour_at < $3
        GROUP BY 1 HAVING count(*) FILTER (WHERE NOT is_reversal) > count(*) FILTER (WHERE is_reversal)`,
      told: ({ emissions }) =>
        emissions[name].map(({ group, energyUwh, emissionsUg }) => ({
          ...{ name: group, energy: energyUwh, emissions: emissionsUg },
        })),
    },
  };
}

/** `mine`: newest revision of each workload whose first hour is in the period, and what its rows sum to. */
function newestWorkloads(): string {
  return `WITH mine AS (
    SELECT intake.*, (SELECT sum(log.emissions_ug) FROM credits.emission_log AS log
        WHERE log.organization_id = $1 AND log.workload_id = intake.workload_id) AS emitted
    FROM credits.emission_intake AS intake JOIN (
      SELECT workload_id, max(revision) AS revision FROM credits.emission_intake WHERE organization_id = $1 GROUP BY 1
    ) AS newest USING (workload_id, revision)
    WHERE organization_id = $1 AND (SELECT min(hour_at) FROM credits.emission_log AS log WHERE log.organization_id = $1
      AND log.workload_id = intake.workload_id AND log.revision = intake.revision AND NOT is_reversal) >= $2
      AND (SELECT min(hour_at) FROM credits.emission_log AS log WHERE log.organization_id = $1
      AND log.workload_id = intake.workload_id AND log.revision = intake.revision AND NOT is_reversal) < $3
  )`;
}

const textOf = (rows: readonly object[]): string =>
  rows
    .map((row) => JSON.stringify(row))
    .sort()
    .join(' ');

/** Names each part of a report that the rows do not give again. */
export async function auditReport(
  source: Books,
  content: SustainabilityReportContent,
): Promise<Difference[]> {
  const { organizationId, period } = content;
  const differences: Difference[] = [];
  for (const [name, { sql, told }] of Object.entries(FIGURES)) {
    const rows = (await source.query(sql, [organizationId, period.from, period.to])) as object[];
    const [books, report] = [textOf(rows), textOf(told(content))];
    if (books !== report) differences.push(`${name}: the books give ${books}, the report tells ${report}`);
  }
  return differences;
}
