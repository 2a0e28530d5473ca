import { ApiProperty } from '@nestjs/swagger';
import { EMISSION_LOG_REASON } from './emission-log-state';
import { FunctionalUnit } from './functional-unit.dto';

/** decided: advice was given. planned to dead: of batches. reported: DEKES told its emissions itself. */
export const DEKES_STATUSES = [
  'decided',
  'planned',
  'due',
  'dispatching',
  'dispatched',
  'dead',
  'completed',
  'failed',
  'reported',
] as const;
export type DekesStatus = (typeof DEKES_STATUSES)[number];
const DEKES_KINDS = ['optimize', 'route', 'batch', 'report'] as const;
export type DekesKind = (typeof DEKES_KINDS)[number];

/** What was really emitted, from observed intensities. */
export class DekesSettlementAnswer {
  @ApiProperty({ example: '2026-02-12T06:00:00.000Z', description: 'UTC' })
  settledAt: string;
  @ApiProperty({ example: 0.0834, description: 'gCO2eq' })
  actualCO2: number;
  @ApiProperty({ type: Number, nullable: true, example: 0.81, description: 'gCO2eq; null with a reason' })
  baselineCO2: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.7266, description: 'gCO2eq, negative when worse' })
  avoidedCO2: number | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why a figure is null' })
  reason: string | null;
  @ApiProperty({ example: 33.7, description: 'gCO2eq/kWh, mean over the run' })
  carbonIntensity: number;
  @ApiProperty({ example: 0.00247466, description: 'kWh, with the PUE of the site' })
  energyKwh: number;
  @ApiProperty({
    enum: ['reported-duration', 'planned'],
    example: 'reported-duration',
    description: 'Whether the length was reported, or is that of the plan',
  })
  energyQuality: string;
  @ApiProperty({ enum: ['measured', 'estimated', 'simulated'], example: 'measured' })
  quality: string;
  @ApiProperty({
    type: FunctionalUnit,
    nullable: true,
    description: 'What it brought; null where nobody knows',
  })
  functionalUnit: FunctionalUnit | null;
  @ApiProperty({
    description:
      'Whether the emission log has taken its emissions; false with a reason while they wait or were refused, and of runs that no organization is known of',
    example: true,
  })
  isInEmissionLog: boolean;
  @ApiProperty(EMISSION_LOG_REASON)
  emissionLogReason: string | null;
}

/** What DEKES was to be told, and whether it was. */
export class DekesDeliveryAnswer {
  @ApiProperty({ enum: ['report', 'event'], example: 'report' })
  kind: string;
  @ApiProperty({ enum: ['waiting', 'delivered', 'dead'], example: 'waiting' })
  status: string;
  @ApiProperty({ example: 0, description: 'Tries' })
  attempts: number;
  @ApiProperty({ type: String, nullable: true, example: 'not delivered: DEKES_API_URL is not set' })
  reason: string | null;
}

/** One run that DEKES asked about. */
export class DekesWorkloadAnswer {
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
  @ApiProperty({ enum: DEKES_KINDS, example: 'optimize' })
  kind: DekesKind;
  @ApiProperty({ enum: DEKES_STATUSES, example: 'decided' })
  status: DekesStatus;
  @ApiProperty({ example: '2026-02-12T00:21:00.000Z', description: 'UTC' })
  createdAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'query_123' })
  queryId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'sustainable tech companies' })
  queryString: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'org_123' })
  organizationId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'lead_generation_batch' })
  workloadType: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: null })
  batchId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'reroute' })
  action: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'FR', description: 'As the caller named it' })
  selectedRegion: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-02-12T03:00:00.000Z', description: 'UTC' })
  startAt: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.0816638, description: 'gCO2eq expected' })
  estimatedCO2: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.84, description: 'gCO2eq expected' })
  baselineCO2: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.42, description: 'gCO2eq, as DEKES reported' })
  reportedCO2: number | null;
  @ApiProperty({
    type: DekesSettlementAnswer,
    nullable: true,
    description: 'null until its hours are observed',
  })
  settlement: DekesSettlementAnswer | null;
  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it is not settled yet' })
  unsettledReason: string | null;
  @ApiProperty({ type: [DekesDeliveryAnswer] })
  deliveries: DekesDeliveryAnswer[];
}

/** Answer of `GET /dekes/workloads`. */
export class DekesWorkloadPage {
  @ApiProperty({ type: [DekesWorkloadAnswer], description: 'Newest first' })
  items: DekesWorkloadAnswer[];
  @ApiProperty({ type: String, nullable: true, example: null, description: 'null on the last page' })
  nextCursor: string | null;
}

/** Answer of what DEKES tells: that it was taken in. */
export class DekesReceipt {
  @ApiProperty({ example: true })
  received: boolean;
  @ApiProperty({ example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  decisionId: string;
}
