import type { DataSource } from 'typeorm';
import type { AnalyticsReader, DekesSums } from '../ports/analytics-reader';

interface SumsRow {
  workloads: string;
  settled_avoided_g: number;
  settled_workloads: string;
  unsettled_avoided_g: number;
  unsettled_workloads: string;
  mean_g_per_kwh: number | null;
  intensity_workloads: string;
}

/** Advice that nobody said was followed counts in no sum. */
const SUMS = `
  SELECT count(*) AS workloads,
    coalesce(sum(s.avoided_g), 0) AS settled_avoided_g,
    count(s.avoided_g) AS settled_workloads,
    coalesce(sum((w.baseline ->> 'expectedG')::double precision - w.expected_g) FILTER (WHERE w.is_expected), 0)
      AS unsettled_avoided_g,
    count(*) FILTER (WHERE w.is_expected) AS unsettled_workloads,
    sum(s.carbon_intensity_g_per_kwh * s.energy_kwh) / nullif(sum(s.energy_kwh), 0) AS mean_g_per_kwh,
    count(s.workload_id) AS intensity_workloads
  FROM (
    SELECT *, status NOT IN ('decided', 'failed', 'dead') AND baseline IS NOT NULL AND expected_g IS NOT NULL
      AND NOT EXISTS (SELECT FROM dekes.dekes_settlement x WHERE x.workload_id = dekes_workload.id) AS is_expected
    FROM dekes.dekes_workload) w
  LEFT JOIN LATERAL (
    SELECT * FROM dekes.dekes_settlement x WHERE x.workload_id = w.id ORDER BY revision DESC LIMIT 1) s ON true`;

/** Sums over all runs, made by the database. */
export class AnalyticsRepository implements AnalyticsReader {
  constructor(private readonly dataSource: DataSource) {}

  async sums(): Promise<DekesSums> {
    const [row] = await this.dataSource.query<SumsRow[]>(SUMS);
    if (row === undefined) throw new Error('sums have no row');
    const [workloads, settled, unsettled] = [
      row.workloads,
      row.settled_workloads,
      row.unsettled_workloads,
    ].map(Number) as [number, number, number];
    return {
      workloads,
      settledAvoidedG: row.settled_avoided_g,
      settledWorkloads: settled,
      unsettledAvoidedG: row.unsettled_avoided_g,
      unsettledWorkloads: unsettled,
      withoutAvoided: workloads - settled - unsettled,
      meanGPerKwh: row.mean_g_per_kwh,
      intensityWorkloads: Number(row.intensity_workloads),
    };
  }
}
