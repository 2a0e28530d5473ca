import type { DataSource } from 'typeorm';
import type { DekesWorkload, RunPlacement, StoredWorkload } from '../ports/dekes-workload';
import type { BatchStore, DekesBatch, WaitingRun } from '../ports/workload-store';
import { insertWorkloads } from './workload.repository';
import { waitingRunOf, workloadOf } from './workload.rows';
import type { WaitingRow, WorkloadRow } from './workload.rows';

interface BatchRow {
  id: string;
  created_at: Date;
  idempotency_key: string;
  request_hash: string;
  organization_id: string | null;
  callback_url: string | null;
  excluded: object[];
  warnings: object[];
}

const batchOf = (row: BatchRow): DekesBatch => ({
  id: row.id,
  createdMs: row.created_at.getTime(),
  idempotencyKey: row.idempotency_key,
  requestHash: row.request_hash,
  organizationId: row.organization_id,
  callbackUrl: row.callback_url,
  excluded: row.excluded,
  warnings: row.warnings,
});

/** Batches in PostgreSQL. */
export class BatchRepository implements BatchStore {
  constructor(private readonly dataSource: DataSource) {}

  async recordBatch(batch: DekesBatch, workloads: readonly DekesWorkload[]): Promise<string> {
    const isNew = await this.dataSource.transaction(async (manager) => {
      const inserted = await manager.query<unknown[]>(
        `INSERT INTO dekes.dekes_batch (id, created_at, idempotency_key, request_hash, callback_url, excluded, warnings,
           organization_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT ((coalesce(organization_id, '')), idempotency_key) DO NOTHING RETURNING id`,
        [
          ...[
            batch.id,
            new Date(batch.createdMs),
            batch.idempotencyKey,
            batch.requestHash,
            batch.callbackUrl,
          ],
          ...[JSON.stringify(batch.excluded), JSON.stringify(batch.warnings), batch.organizationId],
        ],
      );
      if (inserted.length > 0) await insertWorkloads(manager, workloads);
      return inserted.length > 0;
    });
    if (isNew) return batch.id;
    const earlier = await this.findBatchByKey(batch.idempotencyKey, batch.organizationId);
    if (earlier === null) throw new Error(`batch ${batch.id} was neither written nor found`);
    return earlier.id;
  }

  async findBatch(id: string): Promise<{ batch: DekesBatch; workloads: StoredWorkload[] } | null> {
    const [row] = await this.dataSource.query<BatchRow[]>('SELECT * FROM dekes.dekes_batch WHERE id = $1', [
      id,
    ]);
    if (row === undefined) return null;
    const workloads = await this.dataSource.query<WorkloadRow[]>(
      'SELECT * FROM dekes.dekes_workload WHERE batch_id = $1 ORDER BY position',
      [id],
    );
    return { batch: batchOf(row), workloads: workloads.map(workloadOf) };
  }

  async findBatchByKey(
    idempotencyKey: string,
    organizationId: string | null,
  ): Promise<{ id: string; requestHash: string } | null> {
    const [row] = await this.dataSource.query<BatchRow[]>(
      `SELECT * FROM dekes.dekes_batch
       WHERE idempotency_key = $1 AND coalesce(organization_id, '') = coalesce($2, '')`,
      [idempotencyKey, organizationId],
    );
    return row === undefined ? null : { id: row.id, requestHash: row.request_hash };
  }

  async waiting(after: WaitingRun | null, limit: number): Promise<WaitingRun[]> {
    const from = after === null ? [null, null] : [new Date(after.placement.latestStartMs), after.id];
    const rows = await this.dataSource.query<WaitingRow[]>(
      `SELECT id, created_at, plan_number, run, action, region, zone, start_at, end_at, latest_start_at, expected_g,
         quality_tier
       FROM dekes.dekes_workload
       WHERE status = 'planned' AND attempts = 0 AND run IS NOT NULL AND expected_g IS NOT NULL
         AND ($1::timestamptz IS NULL OR (latest_start_at, id) > ($1, $2::uuid))
       ORDER BY latest_start_at, id LIMIT $3`,
      [...from, limit],
    );
    return rows.map(waitingRunOf);
  }

  async replan(id: string, planNumber: number, placement: RunPlacement): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE dekes.dekes_workload SET plan_number = $2, region = $3, zone = $4, start_at = $5, end_at = $6,
         expected_g = $7, quality_tier = $8, last_error = NULL
       WHERE id = $1 AND status = 'planned' AND attempts = 0 AND plan_number = $2 - 1`,
      [
        ...[id, planNumber, placement.region, placement.zone, new Date(placement.startMs)],
        ...[new Date(placement.endMs), placement.expectedG, placement.qualityTier],
      ],
    );
    return count > 0;
  }

  async keepPlan(id: string, reason: string): Promise<void> {
    await this.dataSource.query(
      "UPDATE dekes.dekes_workload SET last_error = $2 WHERE id = $1 AND status = 'planned' AND attempts = 0",
      [id, reason],
    );
  }
}
