import { toIso } from '@ecobe/carbon';
import type { BatchAnswer, BatchQueryAnswer, DekesExclusion, DekesWarning } from '@ecobe/contracts';
import { shown } from '@ecobe/energy';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { DekesBatch } from '../../ports/workload-store';
import { lateMinutes } from '../../run-planning/late-start';

function queryAnswer(workload: StoredWorkload): BatchQueryAnswer {
  const { placement, queryId } = workload;
  if (placement === null || queryId === null) throw new Error(`query ${workload.id} of a batch has no plan`);
  return {
    id: queryId,
    decisionId: workload.id,
    status: workload.status,
    region: placement.region,
    startAt: toIso(placement.startMs),
    endAt: toIso(placement.endMs),
    latestStartAt: toIso(placement.latestStartMs),
    estimatedCO2: shown(placement.expectedG),
    baselineCO2: workload.baseline === null ? null : shown(workload.baseline.expectedG),
    planNumber: workload.planNumber,
    qualityTier: placement.qualityTier,
    attempts: workload.attempts,
    lastError: workload.lastError,
    lateMinutes: workload.dispatchedMs === null ? null : lateMinutes(workload, workload.dispatchedMs),
  };
}

const sumOf = (values: readonly number[]): number => shown(values.reduce((sum, value) => sum + value, 0));

/** A batch as it stands. */
export function batchAnswer(batch: DekesBatch, workloads: readonly StoredWorkload[]): BatchAnswer {
  const queries = workloads.map(queryAnswer);
  const baselines = workloads.flatMap(({ baseline }) => (baseline === null ? [] : [baseline.expectedG]));
  return {
    batchId: batch.id,
    createdAt: toIso(batch.createdMs),
    delivery: batch.callbackUrl === null ? 'poll' : 'webhook',
    queries,
    totalEstimatedCO2: sumOf(workloads.map(({ placement }) => placement?.expectedG ?? NaN)),
    totalBaselineCO2: baselines.length < workloads.length ? null : sumOf(baselines),
    excluded: batch.excluded as DekesExclusion[],
    warnings: batch.warnings as DekesWarning[],
  };
}
