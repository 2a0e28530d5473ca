import type { FreeSlots } from '@ecobe/platform';
import type { DataSource } from 'typeorm';
import type { RunPlacement } from '../ports/dekes-workload';
import type { DispatchStore, DueRun } from '../ports/dispatch-store';
import { workloadOf } from './workload.rows';
import type { WorkloadRow } from './workload.rows';

/** Looked at in one go; of a host that has all of its slots taken, none. */
const MOST_LOOKED_AT = 1_000;

/**
 * The longest due that can be sent at once: so many of each host, so many in all. A retry is due at its own time, which is
 * after the start, so that those who are tried again and again do not stand before those whose time has just come.
 */
const CLAIM = `
  WITH waiting AS (
    SELECT id, coalesce(next_attempt_at, start_at) AS due_at, hosted.host, coalesce(taken.free, $4) AS free
    FROM dekes.dekes_workload
    CROSS JOIN LATERAL (SELECT coalesce(substring(callback_url FROM '^[^:]+://([^/?#]+)'), callback_url) AS host) AS hosted
    LEFT JOIN unnest($5::text[], $6::int[]) AS taken (host, free) ON taken.host = hosted.host
    WHERE callback_url IS NOT NULL AND start_at <= $1 AND coalesce(taken.free, $4) > 0 AND (
      (status = 'planned' AND coalesce(next_attempt_at, start_at) <= $1)
      OR (status = 'dispatching' AND leased_until < now()))
    ORDER BY due_at LIMIT ${MOST_LOOKED_AT}
  ), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY host ORDER BY due_at, id) AS rank FROM waiting
  ), fitting AS (
    SELECT id, host FROM ranked WHERE rank <= free ORDER BY due_at, id LIMIT $3
  ), due AS (
    SELECT w.id, fitting.host FROM dekes.dekes_workload w JOIN fitting ON fitting.id = w.id
    WHERE w.status = 'planned' OR (w.status = 'dispatching' AND w.leased_until < now())
    FOR UPDATE OF w SKIP LOCKED
  ), claimed AS (
    UPDATE dekes.dekes_workload w SET status = 'dispatching', attempts = attempts + 1,
      leased_until = now() + $2 * interval '1 millisecond'
    FROM due WHERE w.id = due.id
    RETURNING w.*, due.host
  )
  SELECT * FROM claimed`;

/** Hands out what is due, each to one process at a time. */
export class DispatchRepository implements DispatchStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The lease is of real time, by the clock of the database: it bounds a process, not a plan. */
  async claimDue(nowMs: number, leaseMs: number, { inAll, perHost, byHost }: FreeSlots): Promise<DueRun[]> {
    const limits = [inAll, perHost, [...byHost.keys()], [...byHost.values()]];
    const parameters = [new Date(nowMs), leaseMs, ...limits];
    const rows = await this.dataSource.query<(WorkloadRow & { host: string })[]>(CLAIM, parameters);
    return rows.map((row) => ({ ...workloadOf(row), host: row.host }));
  }

  async markDue(nowMs: number): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE dekes.dekes_workload SET status = 'due'
       WHERE status = 'planned' AND callback_url IS NULL AND start_at <= $1`,
      [new Date(nowMs)],
    );
    return count;
  }

  /** DEKES may have completed it before the answer to the webhook was here. */
  async dispatched(id: string, nowMs: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE dekes.dekes_workload SET dispatched_at = $2, last_error = NULL,
         status = CASE WHEN status = 'dispatching' THEN 'dispatched' ELSE status END
       WHERE id = $1`,
      [id, new Date(nowMs)],
    );
  }

  async failed(id: string, reason: string, nextAttemptMs: number | null): Promise<void> {
    await this.dataSource.query(
      `UPDATE dekes.dekes_workload SET last_error = $2, next_attempt_at = $3, status = $4
       WHERE id = $1 AND status = 'dispatching'`,
      [
        id,
        reason,
        nextAttemptMs === null ? null : new Date(nextAttemptMs),
        nextAttemptMs === null ? 'dead' : 'planned',
      ],
    );
  }

  async revive(id: string, planNumber: number, placement: RunPlacement): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE dekes.dekes_workload SET status = 'planned', attempts = 0, next_attempt_at = NULL, last_error = NULL,
         plan_number = $2, action = $3, region = $4, zone = $5, start_at = $6, end_at = $7, expected_g = $8, quality_tier = $9
       WHERE id = $1 AND status = 'dead' AND plan_number = $2 - 1`,
      [
        ...[id, planNumber, placement.action, placement.region, placement.zone, new Date(placement.startMs)],
        ...[new Date(placement.endMs), placement.expectedG, placement.qualityTier],
      ],
    );
    return count > 0;
  }
}
