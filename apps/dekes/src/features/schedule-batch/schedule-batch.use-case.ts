import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import {
  DEFAULT_DEKES_REGIONS,
  DEFAULT_LOOK_AHEAD_HOURS,
  idempotencyKeyReused,
  requestedRegions,
} from '@ecobe/contracts';
import type { BatchAnswer, GridSnapshotReader, ScheduleBatchRequest } from '@ecobe/contracts';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { DekesPolicy } from '../../dekes.config';
import type { DekesWorkload } from '../../ports/dekes-workload';
import type { BatchStore } from '../../ports/workload-store';
import { withHome } from '../../run-planning/candidate';
import { EMPTY_DECISION } from '../../run-planning/new-decision';
import type { RunRoom } from '../../run-planning/run-room';
import type { ReadBatchUseCase } from '../read-batch/read-batch.use-case';
import { requireCallable } from './callback-url';
import { planBatch } from './plan-batch';
import type { PlannedQuery } from './plan-batch';

const OPERATION = 'dekes-schedule';

/** Told after a batch was committed, so that its runs start on the minute; a sweep finds what was not told. */
export type BatchListener = (workloads: readonly DekesWorkload[]) => Promise<void>;

/** Accepts a batch of queries: planned over the forecast, durable, and waiting for its time. */
export class ScheduleBatchUseCase {
  constructor(
    private readonly grid: GridSnapshotReader,
    private readonly batches: BatchStore,
    private readonly readBatch: Pick<ReadBatchUseCase, 'execute'>,
    private readonly clock: Clock,
    private readonly policy: DekesPolicy,
    private readonly room: RunRoom,
    private readonly onAccepted: BatchListener,
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  async execute(request: ScheduleBatchRequest, idempotencyKey: string = randomUUID()): Promise<BatchAnswer> {
    requireCallable(request.callbackUrl, this.policy.webhooks);
    const hash = requestHash(OPERATION, request);
    const earlier = await this.batches.findBatchByKey(idempotencyKey, this.organizationOf(request));
    if (earlier !== null && earlier.requestHash !== hash) throw idempotencyKeyReused();
    const batchId = earlier?.id ?? (await this.accept(request, idempotencyKey, hash));
    return this.readBatch.execute(batchId);
  }

  private async accept(request: ScheduleBatchRequest, idempotencyKey: string, hash: string): Promise<string> {
    const nowMs = this.clock.nowMs();
    const organizationId = this.organizationOf(request);
    const regions = withHome(requestedRegions(request.regions ?? DEFAULT_DEKES_REGIONS, '/regions'));
    const { queries, lookAheadHours = DEFAULT_LOOK_AHEAD_HOURS } = request;
    const toPlan = { queries, regions, lookAheadHours };
    const planned = await planBatch(toPlan, this.grid, nowMs, this.room, this.policy);
    const id = newTimeOrderedId(nowMs);
    const workloads = planned.queries.map((query, position) => ({
      ...workloadOf(query, request.callbackUrl, nowMs, organizationId),
      batchId: id,
      position,
    }));
    const batch = {
      ...{
        id,
        createdMs: nowMs,
        idempotencyKey,
        requestHash: hash,
        organizationId,
        callbackUrl: request.callbackUrl ?? null,
      },
      ...{ excluded: planned.excluded, warnings: planned.warnings },
    };
    const recordedId = await this.batches.recordBatch(batch, workloads);
    if (recordedId === id) await this.onAccepted(workloads);
    else await this.requireSame(idempotencyKey, organizationId, hash);
    return recordedId;
  }

  private organizationOf({ organizationId }: ScheduleBatchRequest): string | null {
    return organizationId ?? this.policy.organizationId;
  }

  /** Two requests under one key arrived at once. */
  private async requireSame(
    idempotencyKey: string,
    organizationId: string | null,
    hash: string,
  ): Promise<void> {
    const earlier = await this.batches.findBatchByKey(idempotencyKey, organizationId);
    if (earlier?.requestHash !== hash) throw idempotencyKeyReused();
  }
}

const workloadOf = (
  { id, query, run, placement, baseline }: PlannedQuery,
  callbackUrl: string | undefined,
  nowMs: number,
  organizationId: string | null,
): DekesWorkload => ({
  ...EMPTY_DECISION,
  ...{ id, kind: 'batch', status: 'planned', createdMs: nowMs },
  ...{ idempotencyKey: null, requestHash: null, answer: null },
  ...{ queryId: query.id, queryString: query.query, run, placement, baseline },
  organizationId,
  callbackUrl: callbackUrl ?? null,
});
