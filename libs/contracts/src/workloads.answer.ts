import { QUALITIES } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import { ApiProperty } from '@nestjs/swagger';
import { EMISSION_LOG_REASON } from './emission-log-state';
import { FunctionalUnit } from './functional-unit.dto';
import { WORKLOAD_STATUSES } from './workloads.dto';
import type { WorkloadStatus } from './workloads.dto';
import {
  BaselineAnswer,
  PlacedAnswer,
  PlacementExclusion,
  PlacementWarning,
} from './workloads.placement.answer';

const instantOrNull = (description: string) => ({
  type: String,
  nullable: true,
  description,
  example: '2026-02-13T01:00:00.000Z',
});

/** A workload that was taken on. */
export class AcceptedWorkload {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  workloadId: string;
  @ApiProperty({ type: String, nullable: true, example: 'nightly-report-2026-02-12' })
  externalId: string | null;
  @ApiProperty({
    description: 'False where the same workload was taken on before under this externalId',
    example: true,
  })
  isNew: boolean;
}

/** Answer of `POST /workloads`: all of them are stored. */
export class WorkloadsAccepted {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  batchId: string;
  @ApiProperty({ example: '2026-02-12T08:07:00.000Z' })
  acceptedAt: string;
  @ApiProperty({ type: [AcceptedWorkload], description: 'In the order of the request' })
  workloads: AcceptedWorkload[];
}

/** Where and when it will run, or ran, and why there and then. */
export class WorkloadPlanAnswer {
  @ApiProperty({ description: '1 at first; grows each time the region or the time changes', example: 2 })
  number: number;
  @ApiProperty({ example: '2026-02-12T09:00:00.000Z' })
  plannedAt: string;
  @ApiProperty({
    description: 'In a sentence',
    example: 'FR from 2026-02-13T01:00:00.000Z: 33 gCO2eq/kWh against 342 at once in DE',
  })
  explanation: string;
  @ApiProperty({
    type: PlacedAnswer,
    nullable: true,
    description: 'Null where nothing is forecast: it then runs at home',
  })
  placed: PlacedAnswer | null;
  @ApiProperty({ type: [PlacedAnswer], description: 'The best of other regions, at most three' })
  alternatives: PlacedAnswer[];
  @ApiProperty({ type: [PlacementExclusion] })
  excluded: PlacementExclusion[];
  @ApiProperty({ type: [PlacementWarning] })
  warnings: PlacementWarning[];
}

/** What became of its start. */
export class WorkloadDispatchAnswer {
  @ApiProperty({ description: 'Tries so far', example: 1 })
  attemptCount: number;
  @ApiProperty(instantOrNull('When it was handed over'))
  dispatchedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the last try failed', example: null })
  lastFailure: string | null;
}

/** Emissions with the intensities that were observed. */
export class SettlementAnswer {
  @ApiProperty({ description: '1 at first; grows each time a provider revised its values', example: 1 })
  revision: number;
  @ApiProperty({ example: '2026-02-13T06:00:00.000Z' })
  settledAt: string;
  @ApiProperty({ description: 'kWh', example: 7.6 })
  energyKwh: number;
  @ApiProperty({
    enum: ['measured', 'planned'],
    description: 'Reported by the caller, or as planned',
    example: 'measured',
  })
  energyQuality: 'measured' | 'planned';
  @ApiProperty({ description: 'Emitted with the transfer, gCO2eq', example: 250.8 })
  emittedCO2: number;
  @ApiProperty({ description: 'Of it, by the transfer, gCO2eq', example: 0 })
  transferCO2: number;
  @ApiProperty({ description: 'The same energy at home from the arrival on, gCO2eq', example: 2599.2 })
  baselineCO2: number;
  @ApiProperty({ description: 'Baseline less emitted, gCO2eq; negative where it was worse', example: 2348.4 })
  avoidedCO2: number;
  @ApiProperty({ description: 'Mean observed over its hours, gCO2eq/kWh', example: 33 })
  carbonIntensity: number;
  @ApiProperty({ enum: QUALITIES, example: 'measured' })
  quality: Quality;
  @ApiProperty({ description: 'Who observed', example: 'electricity-maps' })
  source: string;
  @ApiProperty({
    description:
      'Whether the emission log has taken its emissions; false with a reason while they wait or were refused, and of work without an organizationId',
    example: true,
  })
  isInEmissionLog: boolean;
  @ApiProperty(EMISSION_LOG_REASON)
  emissionLogReason: string | null;
}

/** A workload in a list. */
export class WorkloadSummary {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  workloadId: string;
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  batchId: string;
  @ApiProperty({ type: String, nullable: true, example: 'nightly-report-2026-02-12' })
  externalId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'org-1' })
  organizationId: string | null;
  @ApiProperty({ enum: WORKLOAD_STATUSES, example: 'planned' })
  status: WorkloadStatus;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it is where it is, when that needs telling',
    example: null,
  })
  reason: string | null;
  @ApiProperty({ example: '2026-02-12T08:07:00.000Z' })
  acceptedAt: string;
  @ApiProperty({ example: '2026-02-13T06:00:00.000Z' })
  deadline: string;
  @ApiProperty({
    description: 'Start after which it would miss its deadline',
    example: '2026-02-13T03:30:00.000Z',
  })
  lastStartAt: string;
  @ApiProperty({ type: String, nullable: true, description: 'Chosen region', example: 'FR' })
  region: string | null;
  @ApiProperty(instantOrNull('Planned start'))
  startAt: string | null;
  @ApiProperty(instantOrNull('Planned end'))
  endAt: string | null;
}

/** Answer of `GET /workloads`. */
export class WorkloadPage {
  @ApiProperty({ type: [WorkloadSummary] })
  items: WorkloadSummary[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page', example: null })
  nextCursor: string | null;
}

/** Answer of `GET /workloads/{workloadId}`. */
export class WorkloadAnswer extends WorkloadSummary {
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'As it was asked for' })
  request: Record<string, unknown>;
  @ApiProperty({ type: WorkloadPlanAnswer, nullable: true })
  plan: WorkloadPlanAnswer | null;
  @ApiProperty({ type: BaselineAnswer, nullable: true, description: 'As it was at the first plan' })
  baseline: BaselineAnswer | null;
  @ApiProperty({ type: WorkloadDispatchAnswer })
  dispatch: WorkloadDispatchAnswer;
  @ApiProperty(instantOrNull('When its end was reported'))
  completedAt: string | null;
  @ApiProperty({ type: FunctionalUnit, nullable: true, description: 'What it brought, as was reported' })
  functionalUnit: FunctionalUnit | null;
  @ApiProperty({ type: SettlementAnswer, nullable: true, description: 'The newest one' })
  settlement: SettlementAnswer | null;
}
