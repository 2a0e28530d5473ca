import type { DekesAction, DekesKind, DekesStatus, FunctionalUnit, QualityTier } from '@ecobe/contracts';
import type {
  DekesWorkload,
  RunFacts,
  RunPlacement,
  StoredBaseline,
  StoredWorkload,
} from '../ports/dekes-workload';
import type { WaitingRun } from '../ports/workload-store';

/** A row as the driver gives it. */
export interface WorkloadRow {
  id: string;
  kind: DekesKind;
  status: DekesStatus;
  created_at: Date;
  idempotency_key: string | null;
  request_hash: string | null;
  batch_id: string | null;
  position: number | null;
  query_id: string | null;
  query_string: string | null;
  organization_id: string | null;
  workload_type: string | null;
  budget_g: number | null;
  callback_url: string | null;
  run: RunFacts | null;
  baseline: StoredBaseline | null;
  answer: string | null;
  action: DekesAction | null;
  region: string | null;
  zone: string | null;
  start_at: Date | null;
  end_at: Date | null;
  latest_start_at: Date | null;
  expected_g: number | null;
  quality_tier: QualityTier | null;
  plan_number: number;
  attempts: number;
  last_error: string | null;
  dispatched_at: Date | null;
  execution_region: string | null;
  run_minutes: number | null;
  run_status: string | null;
  completed_at: Date | null;
  functional_unit: FunctionalUnit | null;
  reported_g: number | null;
  unsettled_reason: string | null;
}

type PlacementRow = Pick<
  WorkloadRow,
  'action' | 'region' | 'zone' | 'start_at' | 'end_at' | 'latest_start_at' | 'expected_g' | 'quality_tier'
>;
/** A row of which a run and its plan are known. */
export type WaitingRow = PlacementRow & Pick<WorkloadRow, 'id' | 'created_at' | 'plan_number' | 'run'>;

function placementOf(row: PlacementRow): RunPlacement | null {
  const { action, region, zone, start_at, end_at, latest_start_at, expected_g, quality_tier } = row;
  if (action === null || region === null || zone === null) return null;
  if (start_at === null || end_at === null || latest_start_at === null) return null;
  if (expected_g === null || quality_tier === null) return null;
  return {
    ...{ action, region, zone, expectedG: expected_g, qualityTier: quality_tier },
    startMs: start_at.getTime(),
    endMs: end_at.getTime(),
    latestStartMs: latest_start_at.getTime(),
  };
}

/** @throws Error for a row without run or plan */
export function waitingRunOf(row: WaitingRow): WaitingRun {
  const placement = placementOf(row);
  if (placement === null || row.run === null) throw new Error(`run ${row.id} waits without a plan`);
  return {
    ...{ id: row.id, createdMs: row.created_at.getTime(), planNumber: row.plan_number },
    ...{ run: row.run, placement },
  };
}

export const workloadOf = (row: WorkloadRow): StoredWorkload => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  createdMs: row.created_at.getTime(),
  idempotencyKey: row.idempotency_key,
  requestHash: row.request_hash,
  batchId: row.batch_id,
  position: row.position,
  queryId: row.query_id,
  queryString: row.query_string,
  organizationId: row.organization_id,
  workloadType: row.workload_type,
  budgetG: row.budget_g,
  callbackUrl: row.callback_url,
  run: row.run,
  placement: placementOf(row),
  baseline: row.baseline,
  answer: row.answer,
  planNumber: row.plan_number,
  attempts: row.attempts,
  lastError: row.last_error,
  dispatchedMs: row.dispatched_at?.getTime() ?? null,
  executionRegion: row.execution_region,
  runMinutes: row.run_minutes,
  runStatus: row.run_status,
  completedMs: row.completed_at?.getTime() ?? null,
  functionalUnit: row.functional_unit,
  reportedG: row.reported_g,
  unsettledReason: row.unsettled_reason,
});

/** Columns of a new row with their types, in the order of {@link newRow}. */
export const NEW_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ['id', 'uuid'],
  ['kind', 'text'],
  ['status', 'text'],
  ['created_at', 'timestamptz'],
  ['idempotency_key', 'text'],
  ['request_hash', 'text'],
  ['batch_id', 'uuid'],
  ['position', 'integer'],
  ['query_id', 'text'],
  ['query_string', 'text'],
  ['organization_id', 'text'],
  ['workload_type', 'text'],
  ['budget_g', 'double precision'],
  ['callback_url', 'text'],
  ['run', 'jsonb'],
  ['baseline', 'jsonb'],
  ['answer', 'text'],
  ['action', 'text'],
  ['region', 'text'],
  ['zone', 'text'],
  ['start_at', 'timestamptz'],
  ['end_at', 'timestamptz'],
  ['latest_start_at', 'timestamptz'],
  ['expected_g', 'double precision'],
  ['quality_tier', 'text'],
];

const instant = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

export function newRow(workload: DekesWorkload): unknown[] {
  const { placement } = workload;
  return [
    ...[workload.id, workload.kind, workload.status, new Date(workload.createdMs)],
    ...[workload.idempotencyKey, workload.requestHash, workload.batchId, workload.position],
    ...[workload.queryId, workload.queryString, workload.organizationId, workload.workloadType],
    ...[workload.budgetG, workload.callbackUrl, json(workload.run), json(workload.baseline), workload.answer],
    ...[placement?.action ?? null, placement?.region ?? null, placement?.zone ?? null],
    ...[instant(placement?.startMs), instant(placement?.endMs), instant(placement?.latestStartMs)],
    ...[placement?.expectedG ?? null, placement?.qualityTier ?? null],
  ];
}
