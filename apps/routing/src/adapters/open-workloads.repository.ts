import type { DataSource } from 'typeorm';
import type { OpenWorkloads, OpenWorkloadsReader } from '../ports/open-workloads';

const OPEN = `
  SELECT (SELECT count(*)::int FROM routing.workload WHERE status = 'accepted') AS accepted,
    (SELECT count(*)::int FROM routing.workload WHERE status = 'planned') AS planned,
    (SELECT count(*)::int FROM routing.workload WHERE status = 'dead') AS dead,
    (SELECT COALESCE(GREATEST(0, EXTRACT(epoch FROM $1::timestamptz - min(start_at))), 0)::float8
       FROM routing.workload WHERE status = 'planned') AS "longestDueSeconds"`;

/** Counts by the partial indexes, however many workloads are long done. */
export class OpenWorkloadsRepository implements OpenWorkloadsReader {
  constructor(private readonly dataSource: DataSource) {}

  async open(nowMs: number): Promise<OpenWorkloads> {
    const [row] = await this.dataSource.query<[OpenWorkloads]>(OPEN, [new Date(nowMs)]);
    return row;
  }
}
