import type { WorkloadsAccepted } from '@ecobe/contracts';
import { toIso } from '@ecobe/carbon';
import type { Outbox } from '@ecobe/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { AskedBatch, Intake, NewBatch, NewWorkload, WorkloadIntake } from '../ports/workload-intake';

const PLAN_TOPIC = 'routing-plan';

const INSERT = `
  INSERT INTO routing.workload (id, batch_id, organization_id, external_id, request, request_hash, status,
    accepted_at, deadline_at, last_start_at, webhook_url)
  SELECT new.id, $1, new.request->>'organizationId', new.request->>'externalId', new.request, new.hash, 'accepted',
    $2, new.deadline_at, new.last_start_at, new.request->>'webhookUrl'
  FROM unnest($3::uuid[], $4::jsonb[], $5::text[], $6::timestamptz[], $7::timestamptz[])
    AS new (id, request, hash, deadline_at, last_start_at)
  ON CONFLICT DO NOTHING RETURNING id`;

const KNOWN = `
  SELECT w.id, w.request_hash AS hash, asked.ordinal FROM unnest($1::text[], $2::text[]) WITH ORDINALITY
    AS asked (organization_id, external_id, ordinal)
  JOIN routing.workload w ON COALESCE(w.organization_id, '') = asked.organization_id AND w.external_id = asked.external_id`;

interface KnownRow {
  id: string;
  hash: string;
  ordinal: string;
}

/** Another transaction took one of the external ids between our look and our insert. */
class TakenMeanwhileError extends Error {}
const TRIES = 3;

/** Batches and their workloads in PostgreSQL; what follows from them goes to the outbox in the same transaction. */
export class WorkloadIntakeRepository implements WorkloadIntake {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  async accept(batch: NewBatch): Promise<Intake> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction((manager) => this.tryAccept(manager, batch));
      } catch (error) {
        if (!(error instanceof TakenMeanwhileError) || attempt === TRIES) throw error;
      }
    }
  }

  async earlier(asked: AskedBatch): Promise<Intake | null> {
    return this.answered(this.dataSource.manager, asked);
  }

  private async tryAccept(manager: EntityManager, batch: NewBatch): Promise<Intake> {
    const known = await this.known(manager, batch.workloads);
    const taken = batch.workloads.flatMap(({ request, requestHash }, index) => {
      const earlier = known.get(index);
      const isOther = earlier !== undefined && earlier.hash !== requestHash;
      return isOther ? [{ index, externalId: request.externalId ?? '' }] : [];
    });
    if (taken.length > 0) return { kind: 'taken', taken };
    const answer = answerOf(batch, known);
    const isFirst = await this.insertBatch(manager, batch, answer);
    if (!isFirst) {
      const earlier = await this.answered(manager, batch);
      if (earlier === null) throw new Error(`batch ${batch.id} was neither written nor found`);
      return earlier;
    }
    await this.insertWorkloads(
      manager,
      batch,
      batch.workloads.filter((_, index) => !known.has(index)),
    );
    await this.outbox.add(manager, [
      { key: `plan:${batch.id}`, topic: PLAN_TOPIC, payload: { batchId: batch.id } },
    ]);
    return { kind: 'accepted', answer };
  }

  private async insertBatch(
    manager: EntityManager,
    batch: NewBatch,
    answer: WorkloadsAccepted,
  ): Promise<boolean> {
    const rows = await manager.query<unknown[]>(
      `INSERT INTO routing.workload_batch (id, organization_id, idempotency_key, request_hash, answer)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ((coalesce(organization_id, '')), idempotency_key) DO NOTHING RETURNING id`,
      [batch.id, batch.organizationId, batch.idempotencyKey, batch.requestHash, JSON.stringify(answer)],
    );
    return rows.length === 1;
  }

  private async insertWorkloads(
    manager: EntityManager,
    batch: NewBatch,
    workloads: NewWorkload[],
  ): Promise<void> {
    const rows = await manager.query<unknown[]>(INSERT, [
      batch.id,
      new Date(batch.acceptedAtMs),
      workloads.map(({ id }) => id),
      workloads.map(({ request }) => JSON.stringify(request)),
      workloads.map(({ requestHash }) => requestHash),
      workloads.map(({ deadlineMs }) => toIso(deadlineMs)),
      workloads.map(({ lastStartMs }) => toIso(lastStartMs)),
    ]);
    if (rows.length !== workloads.length) throw new TakenMeanwhileError();
  }

  /** Workloads that are known under the same external ids, by place in the batch. */
  private async known(
    manager: EntityManager,
    workloads: readonly NewWorkload[],
  ): Promise<Map<number, KnownRow>> {
    const named = workloads.flatMap(({ request: { externalId, organizationId } }, index) =>
      externalId == null ? [] : [{ index, externalId, organizationId: organizationId ?? '' }],
    );
    if (named.length === 0) return new Map();
    const rows = await manager.query<KnownRow[]>(KNOWN, [
      named.map(({ organizationId }) => organizationId),
      named.map(({ externalId }) => externalId),
    ]);
    return new Map(rows.map((row) => [named[Number(row.ordinal) - 1]?.index ?? -1, row]));
  }

  private async answered(
    manager: EntityManager,
    { organizationId, idempotencyKey, requestHash }: AskedBatch,
  ): Promise<Intake | null> {
    const [row] = await manager.query<{ request_hash: string; answer: WorkloadsAccepted }[]>(
      `SELECT request_hash, answer FROM routing.workload_batch
       WHERE idempotency_key = $1 AND coalesce(organization_id, '') = coalesce($2, '')`,
      [idempotencyKey, organizationId],
    );
    if (row === undefined) return null;
    return row.request_hash === requestHash
      ? { kind: 'accepted', answer: row.answer }
      : { kind: 'key-reused' };
  }
}

const answerOf = (batch: NewBatch, known: ReadonlyMap<number, KnownRow>): WorkloadsAccepted => ({
  batchId: batch.id,
  acceptedAt: toIso(batch.acceptedAtMs),
  workloads: batch.workloads.map(({ id, request }, index) => ({
    workloadId: known.get(index)?.id ?? id,
    externalId: request.externalId ?? null,
    isNew: !known.has(index),
  })),
});
