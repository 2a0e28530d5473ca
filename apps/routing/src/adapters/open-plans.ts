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
  region: string;
  segments: Interval[];
  reservation: Reservation | null;
  arrival_g_per_kwh: number | null;
}

/** Of what the first plan was compared with, only the hour of the arrival is needed. */
const OPEN = `
  SELECT id, request, accepted_at, plan_number, region, segments, reservation,
    (baseline->'hourlyGPerKwh'->>0)::float8 AS arrival_g_per_kwh
  FROM routing.workload
  WHERE status = 'planned' AND attempt_count = 0 AND start_at > $2
    AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT $1`;

export const OPEN_COUNT = `
  SELECT count(*)::int AS count FROM routing.workload
  WHERE status = 'planned' AND attempt_count = 0 AND start_at > $1`;

/** A page of the plans that may still be changed, in order of id. */
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
    current: { region: row.region, segments: row.segments, reservation: row.reservation },
    arrivalGPerKwh: row.arrival_g_per_kwh,
  }));
}
