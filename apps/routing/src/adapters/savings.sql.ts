import type { Savings } from '../ports/workload-reader';

/** Sums are null of nothing, never 0. */
export interface SavingsRow {
  settled_count: number;
  settled_avoided_g: number | null;
  settled_baseline_g: number | null;
  settled_g: number | null;
  settled_kwh: number | null;
  unconfirmed_count: number;
  unconfirmed_avoided_g: number | null;
  unconfirmed_baseline_g: number | null;
  unsettled_count: number;
  unsettled_avoided_g: number | null;
  unsettled_baseline_g: number | null;
  logged_count: number;
  nameless_count: number;
  by_status: Record<string, number> | null;
  cost_count: number;
  cost_usd: number | null;
}

/** Workloads that start in a period, each with its newest plan and settlement. */
export const SAVINGS = `
  WITH scope AS (
    SELECT w.status, s.avoided_g, s.baseline_g, s.emitted_g - s.transfer_g AS work_g, s.energy_kwh, s.energy_quality,
      (w.baseline->'answer'->>'estimatedCO2')::float8 AS expected_baseline_g, p.expected_g,
      (w.baseline->'answer'->>'estimatedCost')::float8 AS baseline_usd, p.expected_usd,
      s.workload_id IS NOT NULL AS is_settled, s.is_logged, w.organization_id
    FROM routing.workload w
    LEFT JOIN routing.workload_plan p ON p.workload_id = w.id AND p.number = w.plan_number
    LEFT JOIN LATERAL (SELECT * FROM routing.workload_settlement s WHERE s.workload_id = w.id
      ORDER BY revision DESC LIMIT 1) s ON true
    WHERE COALESCE(w.start_at, w.accepted_at) >= $1 AND COALESCE(w.start_at, w.accepted_at) < $2
      AND ($3::text IS NULL OR w.organization_id = $3)
  ), counted AS (SELECT * FROM scope WHERE status NOT IN ('cancelled', 'dead'))
  SELECT
    count(*) FILTER (WHERE is_settled)::int AS settled_count,
    sum(avoided_g) AS settled_avoided_g, sum(baseline_g) AS settled_baseline_g,
    sum(work_g) AS settled_g, sum(energy_kwh) AS settled_kwh,
    count(*) FILTER (WHERE energy_quality = 'planned')::int AS unconfirmed_count,
    sum(avoided_g) FILTER (WHERE energy_quality = 'planned') AS unconfirmed_avoided_g,
    sum(baseline_g) FILTER (WHERE energy_quality = 'planned') AS unconfirmed_baseline_g,
    count(expected_g + expected_baseline_g) FILTER (WHERE NOT is_settled)::int AS unsettled_count,
    sum(expected_baseline_g - expected_g) FILTER (WHERE NOT is_settled) AS unsettled_avoided_g,
    sum(expected_baseline_g) FILTER (WHERE NOT is_settled AND expected_g IS NOT NULL) AS unsettled_baseline_g,
    count(*) FILTER (WHERE is_logged)::int AS logged_count,
    count(*) FILTER (WHERE is_settled AND organization_id IS NULL)::int AS nameless_count,
    (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM scope GROUP BY 1) AS statuses) AS by_status,
    count(baseline_usd + expected_usd)::int AS cost_count, sum(baseline_usd - expected_usd) AS cost_usd
  FROM counted`;

const PLANNED = ['planned', 'dispatched', 'completed', 'settled'];

const METHODS = {
  settled:
    'energy x observed intensity against the same energy at home from the arrival on; newest settlement of each',
  unconfirmed:
    'part of the settled: as planned, since nobody reported the end; at the hours after it was handed over',
  unsettled: 'the same by forecast: baseline of the first plan less the newest plan',
  log: 'settled work of an organization: its rows are in the emission log, or on their way there',
  intensity: 'observed gCO2eq of settled work without transfers, by its kWh',
  count: 'workloads that have a plan, not cancelled or dead, by the start of their plan',
  cost: 'price x hours of the baseline less that of the newest plan, where both prices are known',
};

/** The row as it is shown, each figure with its method and count. */
export const savingsOf = (row: SavingsRow): Savings => ({
  totalCarbonSaved: {
    settled: {
      avoidedCO2: row.settled_avoided_g,
      baselineCO2: row.settled_baseline_g,
      count: row.settled_count,
      method: METHODS.settled,
    },
    unconfirmed: {
      avoidedCO2: row.unconfirmed_avoided_g,
      baselineCO2: row.unconfirmed_baseline_g,
      count: row.unconfirmed_count,
      method: METHODS.unconfirmed,
    },
    unsettled: {
      avoidedCO2: row.unsettled_avoided_g,
      baselineCO2: row.unsettled_baseline_g,
      count: row.unsettled_count,
      method: METHODS.unsettled,
    },
  },
  emissionLog: {
    count: row.logged_count,
    withoutOrganizationCount: row.nameless_count,
    method: METHODS.log,
  },
  averageCarbonIntensity: {
    gPerKwh: row.settled_g === null || row.settled_kwh === null ? null : row.settled_g / row.settled_kwh,
    count: row.settled_count,
    method: METHODS.intensity,
  },
  workloadsOptimized: {
    count: PLANNED.reduce((sum, status) => sum + (row.by_status?.[status] ?? 0), 0),
    byStatus: row.by_status ?? {},
    method: METHODS.count,
  },
  costSavings: { usd: row.cost_usd, count: row.cost_count, method: METHODS.cost },
});
