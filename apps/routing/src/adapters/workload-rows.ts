import { toIso } from '@ecobe/carbon';
import type { Interval, Quality } from '@ecobe/carbon';
import { emissionLogState } from '@ecobe/contracts';
import type {
  SettlementAnswer,
  WorkloadAnswer,
  WorkloadRequest,
  WorkloadStatus,
  WorkloadSummary,
} from '@ecobe/contracts';
import type { PlanDetails, StoredBaseline } from '../ports/planning-store';
import type { Completion } from '../ports/settling-store';

export interface SummaryRow {
  id: string;
  batch_id: string;
  external_id: string | null;
  organization_id: string | null;
  status: WorkloadStatus;
  reason: string | null;
  accepted_at: Date;
  deadline_at: Date;
  last_start_at: Date;
  request: WorkloadRequest;
  start_at: Date | null;
  end_at: Date | null;
  segments: Interval[] | null;
  region_name: string | null;
}

interface SettlementRow {
  revision: number;
  settled_at: string;
  energy_kwh: number;
  energy_quality: SettlementAnswer['energyQuality'];
  emitted_g: number;
  transfer_g: number;
  baseline_g: number;
  avoided_g: number;
  work_g_per_kwh: number;
  quality: Quality;
  source: string;
  is_logged: boolean;
}

export interface WorkloadRow extends SummaryRow {
  plan_number: number;
  planned_at: Date | null;
  details: PlanDetails | null;
  baseline: StoredBaseline | null;
  attempt_count: number;
  dispatched_at: Date | null;
  last_failure: string | null;
  completed_at: Date | null;
  completion: Completion | null;
  settlement: SettlementRow | null;
  /** Its emissions, while they wait to be taken by the emission log. */
  unlogged: { refusal: string | null } | null;
}

const iso = (instant: Date | null): string | null => (instant === null ? null : toIso(instant.getTime()));

export const summaryOf = (row: SummaryRow): WorkloadSummary => ({
  workloadId: row.id,
  batchId: row.batch_id,
  externalId: row.external_id,
  organizationId: row.organization_id,
  status: row.status,
  reason: row.reason,
  acceptedAt: toIso(row.accepted_at.getTime()),
  deadline: toIso(row.deadline_at.getTime()),
  lastStartAt: toIso(row.last_start_at.getTime()),
  region: row.region_name,
  startAt: iso(row.start_at),
  endAt: iso(row.end_at),
});

const settlementOf = (row: SettlementRow, of: WorkloadRow): SettlementAnswer => ({
  revision: row.revision,
  settledAt: toIso(Date.parse(row.settled_at)),
  energyKwh: row.energy_kwh,
  energyQuality: row.energy_quality,
  emittedCO2: row.emitted_g,
  transferCO2: row.transfer_g,
  baselineCO2: row.baseline_g,
  avoidedCO2: row.avoided_g,
  carbonIntensity: row.work_g_per_kwh,
  quality: row.quality,
  source: row.source,
  ...emissionLogState({
    isTold: row.is_logged,
    isNameless: of.organization_id === null,
    waiting: of.unlogged,
  }),
});

export const workloadOf = (row: WorkloadRow): WorkloadAnswer => ({
  ...summaryOf(row),
  request: { ...row.request },
  plan:
    row.details === null || row.planned_at === null
      ? null
      : { number: row.plan_number, plannedAt: toIso(row.planned_at.getTime()), ...row.details },
  baseline: row.baseline?.answer ?? null,
  dispatch: {
    attemptCount: row.attempt_count,
    dispatchedAt: iso(row.dispatched_at),
    lastFailure: row.last_failure,
  },
  completedAt: iso(row.completed_at),
  functionalUnit: row.completion?.functionalUnit ?? null,
  settlement: row.settlement && settlementOf(row.settlement, row),
});
