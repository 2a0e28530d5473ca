import type { DataSource } from 'typeorm';
import type { StoredWorkload } from '../ports/dekes-workload';
import type { DispatchStore } from '../ports/dispatch-store';
import { workloadOf } from './workload.rows';
import type { WorkloadRow } from './workload.rows';

/** Hands out what is due, each to one process at a time. */
export class DispatchRepository implements DispatchStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The lease is of real time, by the clock of the database: it bounds a process, not a plan. */
  async claimDue(nowMs: number, leaseMs: number, limit: number): Promise<StoredWorkload[]> {
    const [rows] = await this.dataSource.query<[WorkloadRow[], number]>(
      `UPDATE dekes.dekes_workload SET status = 'dispatching', attempts = attempts + 1,
         leased_until = now() + $2 * interval '1 millisecond'
       WHERE id IN (
         SELECT id FROM dekes.dekes_workload
         WHERE callback_url IS NOT NULL AND (
           (status = 'planned' AND coalesce(next_attempt_at, start_at) <= $1)
           OR (status = 'dispatching' AND leased_until < now()))
         ORDER BY start_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [new Date(nowMs), leaseMs, limit],
    );
    return rows.map(workloadOf);
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

  async revive(id: string): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE dekes.dekes_workload SET status = 'planned', attempts = 0, next_attempt_at = NULL, last_error = NULL
       WHERE id = $1 AND status = 'dead'`,
      [id],
    );
    return count > 0;
  }
}
