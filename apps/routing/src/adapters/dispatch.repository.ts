import type { Interval } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';
import type { DispatchStore, DueWorkload, FailedDispatch } from '../ports/dispatch-store';
import { releaseRoom } from './release-room';

/** Longer than any try takes: whoever claimed it and said nothing by then has died. */
const LEASE_SECONDS = 30;

interface DueRow {
  id: string;
  request: WorkloadRequest;
  plan_number: number;
  region: string;
  zone: string;
  segments: Interval[];
  deadline_at: Date;
  last_start_at: Date;
  attempt_count: number;
}

/** An UPDATE that a SELECT stands around: TypeORM gives the rows of a bare one in another form. */
const CLAIM = `
  WITH due AS (
    SELECT id FROM routing.workload
    WHERE status = 'planned' AND start_at <= $1 AND (not_before IS NULL OR not_before <= now())
    ORDER BY start_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE routing.workload w
    SET attempt_count = attempt_count + 1, not_before = now() + interval '${LEASE_SECONDS} seconds'
    FROM due WHERE w.id = due.id
    RETURNING w.id, request, plan_number, region, zone, segments, deadline_at, last_start_at, attempt_count
  )
  SELECT * FROM claimed`;

const dueOf = (row: DueRow): DueWorkload => ({
  id: row.id,
  request: row.request,
  planNumber: row.plan_number,
  region: row.region,
  zone: row.zone,
  segments: row.segments,
  deadlineMs: row.deadline_at.getTime(),
  lastStartMs: row.last_start_at.getTime(),
  attempt: row.attempt_count,
});

/** Starts of workloads in PostgreSQL; several processes share them out by skipping what another holds. */
export class DispatchRepository implements DispatchStore {
  constructor(private readonly dataSource: DataSource) {}

  async claimDue(nowMs: number, limit: number): Promise<DueWorkload[]> {
    const rows = await this.dataSource.query<DueRow[]>(CLAIM, [new Date(nowMs), limit]);
    return rows.map(dueOf);
  }

  async dispatched(ids: readonly string[], nowMs: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE routing.workload SET status = 'dispatched', dispatched_at = $2, not_before = NULL, last_failure = NULL
       WHERE id = ANY($1) AND status = 'planned'`,
      [ids, new Date(nowMs)],
    );
  }

  async failed({ id, reason, retryInMs }: FailedDispatch): Promise<void> {
    if (retryInMs === null) return this.bury(id, reason);
    await this.dataSource.query(
      `UPDATE routing.workload SET last_failure = $2, not_before = now() + $3 * interval '1 millisecond'
       WHERE id = $1 AND status = 'planned'`,
      [id, reason, retryInMs],
    );
  }

  /** Given up: visible with its reason, and the room it held is free again. */
  private async bury(id: string, reason: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const isReleased = await releaseRoom(manager, id, ['planned']);
      if (!isReleased) return;
      await manager.query(
        `UPDATE routing.workload SET status = 'dead', reason = $2, last_failure = $2, not_before = NULL WHERE id = $1`,
        [id, reason],
      );
    });
  }
}
