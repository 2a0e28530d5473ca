import type { WorkloadRequest } from '@ecobe/contracts';
import type { EntityManager } from 'typeorm';
import type { ArrivalRecord } from '../ports/planning-store';

interface DrawnRow {
  request: WorkloadRequest;
  accepted_at: Date;
  arrival_g_per_kwh: number | null;
  total: number;
}

const SINCE = 'SELECT min(accepted_at) AS since FROM routing.workload WHERE accepted_at >= $1';
/** Every so many of them in order of arrival, so that no hour is left out. */
const DRAWN = `
  WITH arrived AS (
    SELECT id, row_number() OVER (ORDER BY accepted_at, id) AS place, count(*) OVER () AS total
    FROM routing.workload WHERE accepted_at >= $1 AND accepted_at < $2
  )
  SELECT w.request, w.accepted_at, (w.baseline->'hourlyGPerKwh'->>0)::float8 AS arrival_g_per_kwh,
    arrived.total::int AS total
  FROM arrived JOIN routing.workload w ON w.id = arrived.id
  WHERE arrived.place % (1 + arrived.total / $3::int) = 0`;

/** Workloads that were accepted in a span, of many some that stand for all. */
export async function drawArrivals(
  manager: EntityManager,
  { sinceMs, untilMs, count }: { sinceMs: number; untilMs: number; count: number },
): Promise<ArrivalRecord> {
  const [record] = await manager.query<{ since: Date | null }[]>(SINCE, [new Date(sinceMs)]);
  const rows = await manager.query<DrawnRow[]>(DRAWN, [new Date(sinceMs), new Date(untilMs), count]);
  return {
    sinceMs: record?.since?.getTime() ?? null,
    total: rows[0]?.total ?? 0,
    drawn: rows.map((row) => ({
      request: row.request,
      acceptedAtMs: row.accepted_at.getTime(),
      arrivalGPerKwh: row.arrival_g_per_kwh,
    })),
  };
}
