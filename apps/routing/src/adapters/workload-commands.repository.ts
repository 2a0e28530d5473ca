import type { DataSource } from 'typeorm';
import type { Completion } from '../ports/settling-store';
import type { WorkloadCommands } from '../ports/workload-commands';
import { movedBy } from './late-start.sql';
import { releaseRoom } from './release-room';
import { untangled } from './untangled';

/** By how much it was handed over late where the answer to that is not known yet, and it was not moved for that reason. */
const LATE_MS = `(CASE WHEN status = 'planned' AND handed_at > start_at + $4 * interval '1 millisecond'
  THEN round(extract(epoch FROM handed_at - start_at) * 1000) ELSE 0 END)`;

const COMPLETE = `
  UPDATE routing.workload w SET status = 'completed', completion = $2, completed_at = $3, not_before = NULL,
    dispatched_at = COALESCE(dispatched_at, $3),
    ${movedBy(LATE_MS, 'NULL')}
  WHERE id = $1 AND completion IS NULL
    AND (status IN ('dispatched', 'settled') OR (status = 'planned' AND attempt_count > 0))`;

/** Commands on workloads in PostgreSQL: each is one conditional change, so that two at once cannot both be obeyed. */
export class WorkloadCommandsRepository implements WorkloadCommands {
  constructor(private readonly dataSource: DataSource) {}

  async cancel(id: string): Promise<boolean> {
    return untangled(this.dataSource, async (manager) => {
      const isKnown = await releaseRoom(manager, id, ['accepted', 'planned', 'dead']);
      if (!isKnown) return false;
      const isCancelled = await changes(
        manager,
        `UPDATE routing.workload SET status = 'cancelled', reason = NULL
         WHERE id = $1 AND (status IN ('accepted', 'dead') OR attempt_count = 0 OR last_failure IS NOT NULL)`,
        [id],
      );
      // Its room stays its own where it is being handed over at this moment.
      if (!isCancelled) throw new NotCancelledError();
      return true;
    }).catch((error: unknown) => {
      if (error instanceof NotCancelledError) return false;
      throw error;
    });
  }

  retry(id: string, nowMs: number): Promise<boolean> {
    return changes(
      this.dataSource,
      `UPDATE routing.workload SET status = 'accepted', attempt_count = 0, plan_fault_count = 0, not_before = NULL,
         reason = NULL, start_at = NULL, end_at = NULL, segments = NULL, region = NULL, zone = NULL
       WHERE id = $1 AND status = 'dead' AND last_start_at >= $2`,
      [id, new Date(nowMs)],
    );
  }

  complete(id: string, completion: Completion, nowMs: number, usualDelayMs: number): Promise<boolean> {
    const parameters = [id, JSON.stringify(completion), new Date(nowMs), usualDelayMs];
    return changes(this.dataSource, COMPLETE, parameters);
  }

  async isCompletedAs(id: string, completion: Completion): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM routing.workload WHERE id = $1 AND completion = $2::jsonb',
      [id, JSON.stringify(completion)],
    );
    return rows.length === 1;
  }
}

class NotCancelledError extends Error {}

interface Database {
  query<Rows>(sql: string, parameters: unknown[]): Promise<Rows>;
}

/** Whether an UPDATE changed a row; TypeORM gives its rows and their count. */
async function changes(database: Database, sql: string, parameters: unknown[]): Promise<boolean> {
  const [, count] = await database.query<[unknown[], number]>(sql, parameters);
  return count === 1;
}
