import type { Outbox } from '@ecobe/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { DekesWorkload, StoredWorkload } from '../ports/dekes-workload';
import type { OutgoingMessage, Recorded, RunEnd, WorkloadStore } from '../ports/workload-store';
import { addMessages } from './message.rows';
import { NEW_COLUMNS, newRow, workloadOf } from './workload.rows';
import type { WorkloadRow } from './workload.rows';

const NAMES = NEW_COLUMNS.map(([name]) => name).join(', ');

/** One statement for any number of rows: an array per column. */
export async function insertWorkloads(
  manager: EntityManager,
  workloads: readonly DekesWorkload[],
): Promise<string[]> {
  const rows = workloads.map(newRow);
  const arrays = NEW_COLUMNS.map((_, column) => rows.map((row) => row[column]));
  const types = NEW_COLUMNS.map(([, type], column) => `$${column + 1}::${type}[]`).join(', ');
  const inserted = await manager.query<{ id: string }[]>(
    `INSERT INTO dekes.dekes_workload (${NAMES}) SELECT * FROM unnest(${types})
     ON CONFLICT ((coalesce(organization_id, '')), idempotency_key) DO NOTHING RETURNING id`,
    arrays,
  );
  return inserted.map(({ id }) => id);
}

const asRecorded = ({ request_hash, answer }: WorkloadRow): Recorded => ({
  requestHash: request_hash ?? '',
  answer: answer ?? 'null',
});

/** Decisions in PostgreSQL. */
export class WorkloadRepository implements WorkloadStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  async record(workload: DekesWorkload, messages: readonly OutgoingMessage[] = []): Promise<Recorded> {
    const isNew = await this.dataSource.transaction(async (manager) => {
      if ((await insertWorkloads(manager, [workload])).length === 0) return false;
      await addMessages(manager, this.outbox, messages);
      return true;
    });
    const { requestHash, answer, idempotencyKey, organizationId } = workload;
    if (isNew) return { requestHash: requestHash ?? '', answer: answer ?? 'null' };
    const earlier = idempotencyKey === null ? null : await this.findRecorded(idempotencyKey, organizationId);
    if (earlier === null) throw new Error(`run ${workload.id} was neither written nor found`);
    return earlier;
  }

  async findRecorded(idempotencyKey: string, organizationId: string | null): Promise<Recorded | null> {
    const ofOrganization = "idempotency_key = $1 AND coalesce(organization_id, '') = coalesce($2, '')";
    const [row] = await this.rows(ofOrganization, [idempotencyKey, organizationId]);
    return row === undefined ? null : asRecorded(row);
  }

  async find(id: string): Promise<StoredWorkload | null> {
    const [row] = await this.rows('id = $1', [id]);
    return row === undefined ? null : workloadOf(row);
  }

  async findByQuery(queryId: string): Promise<StoredWorkload | null> {
    const [row] = await this.rows('query_id = $1 ORDER BY id DESC LIMIT 1', [queryId]);
    return row === undefined ? null : workloadOf(row);
  }

  async list(before: string | null, limit: number): Promise<StoredWorkload[]> {
    const rows = await this.rows('($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2', [before, limit]);
    return rows.map(workloadOf);
  }

  async report(
    id: string,
    reportedG: number,
    atMs: number,
    messages: readonly OutgoingMessage[],
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `UPDATE dekes.dekes_workload SET reported_g = $2, reported_at = $3,
           status = CASE WHEN status IN ('completed', 'failed') THEN status ELSE 'reported' END
         WHERE id = $1`,
        [id, reportedG, new Date(atMs)],
      );
      await addMessages(manager, this.outbox, messages);
    });
  }

  async complete(id: string, end: RunEnd): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE dekes.dekes_workload SET execution_region = $2, execution_zone = $3, run_minutes = $4, run_status = $5,
         completed_at = $6, functional_unit = $7, status = CASE WHEN $5 = 'failed' THEN 'failed' ELSE 'completed' END
       WHERE id = $1 AND completed_at IS NULL`,
      [
        ...[id, end.executionRegion, end.executionZone, end.runMinutes, end.runStatus],
        ...[new Date(end.completedMs), end.functionalUnit && JSON.stringify(end.functionalUnit)],
      ],
    );
    return count > 0;
  }

  private rows(condition: string, parameters: unknown[]): Promise<WorkloadRow[]> {
    return this.dataSource.query<WorkloadRow[]>(
      `SELECT * FROM dekes.dekes_workload WHERE ${condition}`,
      parameters,
    );
  }
}
