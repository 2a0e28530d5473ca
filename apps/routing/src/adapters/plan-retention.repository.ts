import type { DataSource } from 'typeorm';
import type { PlanRetention } from '../ports/plan-retention';

/** Deleted in one statement, so that nobody waits long for what it locks. */
const PORTION = 1_000;
const NO_ID = '00000000-0000-0000-0000-000000000000';

const REMOVE = `
  WITH old AS (
    SELECT p.workload_id, p.number FROM routing.workload_plan p JOIN routing.workload w ON w.id = p.workload_id
    WHERE p.planned_at < $1 AND p.number > 1 AND p.number < w.plan_number
      AND (p.workload_id, p.number) > ($2::uuid, $3::int)
    ORDER BY p.workload_id, p.number LIMIT $4
  ), gone AS (
    DELETE FROM routing.workload_plan p USING old WHERE p.workload_id = old.workload_id AND p.number = old.number
  )
  SELECT workload_id, number FROM old ORDER BY workload_id, number`;

interface RemovedRow {
  workload_id: string;
  number: number;
}

/** Plans in PostgreSQL, gone through in the order of their key. */
export class PlanRetentionRepository implements PlanRetention {
  constructor(
    private readonly dataSource: DataSource,
    private readonly portion = PORTION,
  ) {}

  async removeBefore(beforeMs: number): Promise<number> {
    let last: RemovedRow = { workload_id: NO_ID, number: 0 };
    for (let count = 0; ;) {
      const parameters = [new Date(beforeMs), last.workload_id, last.number, this.portion];
      const removed = await this.dataSource.query<RemovedRow[]>(REMOVE, parameters);
      count += removed.length;
      last = removed.at(-1) ?? last;
      if (removed.length < this.portion) return count;
    }
  }
}
