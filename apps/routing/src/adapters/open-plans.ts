import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { Reservation } from '@ecobe/placement';
import type { EntityManager } from 'typeorm';
import type { OpenPlan } from '../ports/planning-store';

interface OpenRow {
  id: string;
  request: WorkloadRequest;
  accepted_at: Date;
  plan_number: number;
  region: string | null;
  segments: Interval[] | null;
  reservation: Reservation | null;
  arrival_g_per_kwh: number | null;
}

/** Of what the first plan was compared with, only the hour of the arrival is needed. */
const OPEN = `
  SELECT id, request, accepted_at, plan_number, region, segments, reservation,
    (baseline->'hourlyGPerKwh'->>0)::float8 AS arrival_g_per_kwh
  FROM routing.workload
  WHERE status IN ('accepted', 'planned') AND attempt_count = 0 AND ($3::uuid IS NULL OR id > $3)
    AND CASE status WHEN 'planned' THEN start_at > $2 ELSE not_before IS NULL OR not_before <= now() END
  ORDER BY id LIMIT $1`;

/** Those without a plan, and, where there are any, those with one that may still be changed; each counted no further than a limit. */
export const WAITING_COUNT = `
  WITH accepted AS MATERIALIZED (
    SELECT count(*)::int AS count FROM (
      SELECT FROM routing.workload
      WHERE status = 'accepted' AND attempt_count = 0 AND (not_before IS NULL OR not_before <= now()) LIMIT $2) AS one
  )
  SELECT count AS accepted, CASE count WHEN 0 THEN 0 ELSE (
    SELECT count(*)::int FROM (
      SELECT FROM routing.workload WHERE status = 'planned' AND attempt_count = 0 AND start_at > $1 LIMIT $2) AS one
  ) END AS planned FROM accepted`;

/** A page of those without a plan and of those whose plan may still be changed, in order of id. */
export async function openPlans(
  manager: EntityManager,
  afterId: string | null,
  startsAfterMs: number,
  limit: number,
): Promise<OpenPlan[]> {
  const rows = await manager.query<OpenRow[]>(OPEN, [limit, new Date(startsAfterMs), afterId]);
  return rows.map((row) => ({
    id: row.id,
    request: row.request,
    acceptedAtMs: row.accepted_at.getTime(),
    planNumber: row.plan_number,
    current:
      row.region === null || row.segments === null
        ? null
        : { region: row.region, segments: row.segments, reservation: row.reservation },
    arrivalGPerKwh: row.arrival_g_per_kwh,
  }));
}
