import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { FunctionalUnit } from './functional-unit.dto';
import { PageQuery } from './ingestion.dto';
import { IsIsoInstant } from './iso-instant.validator';
import { PlacementRequest } from './workloads.placement.dto';

/** Workloads of one request. */
const LARGEST_BATCH = 1_000;
const MAX_URL_LENGTH = 2_000;
const MAX_ENERGY_KWH = 1e9;
/** Visible ASCII, so that an id can stand in a path, a log and a header. */
const PLAIN_ID = /^[\x21-\x7e]{1,100}$/;
const PLAIN_ID_RULE = { message: '$property must be 1 to 100 visible ASCII characters' };

export const WORKLOAD_STATUSES = [
  'accepted',
  'planned',
  'dispatched',
  'completed',
  'settled',
  'cancelled',
  'dead',
] as const;
export type WorkloadStatus = (typeof WORKLOAD_STATUSES)[number];

/** One workload of `POST /workloads`. */
export class WorkloadRequest extends PlacementRequest {
  @ApiPropertyOptional({
    type: String,
    example: 'nightly-report-2026-02-12',
    description:
      "The caller's own id: 1 to 100 visible ASCII characters, one workload each within an organisation",
  })
  @IsOptional()
  @Matches(PLAIN_ID, PLAIN_ID_RULE)
  externalId?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'org-1',
    description:
      'Whose workload it is; without one its emissions stand in its settlement alone, and not in the emission log',
  })
  @IsOptional()
  @Matches(PLAIN_ID, PLAIN_ID_RULE)
  organizationId?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'nightly-report',
    description: 'What kind of work it is, by which emissions are grouped; 1 to 100 visible ASCII characters',
  })
  @IsOptional()
  @Matches(PLAIN_ID, PLAIN_ID_RULE)
  workloadType?: string;

  @ApiPropertyOptional({
    type: String,
    description:
      'https:// URL, of any port, that is told by a signed webhook when it is to start; without it the caller reads `status`',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  webhookUrl?: string;
}

const EXAMPLE = {
  externalId: 'nightly-report-2035-02-12',
  durationHours: 2.5,
  powerKw: 3.2,
  homeRegion: 'DE',
  allowedRegions: ['FR', 'SE-SE3'],
  deadline: '2035-02-13T06:00:00Z',
};

/** Body of `POST /workloads`; a single one may come without the list. */
export class WorkloadBatchRequest {
  @ApiProperty({ type: [WorkloadRequest], minItems: 1, maxItems: LARGEST_BATCH, example: [EXAMPLE] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LARGEST_BATCH)
  @ValidateNested({ each: true })
  @Type(() => WorkloadRequest)
  workloads: WorkloadRequest[];

  /** One workload may come without the list around it. */
  static inFull(body: unknown): unknown {
    const isOne = typeof body === 'object' && body !== null && !('workloads' in body);
    return isOne ? { workloads: [body] } : body;
  }
}

/** Path of one workload. */
export class WorkloadId {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  workloadId: string;
}

/** Body of `POST /workloads/{workloadId}/complete`. */
export class CompleteWorkloadRequest {
  @ApiProperty({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    maximum: MAX_ENERGY_KWH,
    example: 7.6,
    description: 'Energy that it really used, kWh',
  })
  @IsNumber()
  @IsPositive()
  @Max(MAX_ENERGY_KWH)
  energyKwh: number;

  @ApiPropertyOptional({
    type: String,
    example: '2026-02-13T01:00:00Z',
    description: 'When it really started; as planned unless told, with endedAt',
  })
  @IsOptional()
  @IsIsoInstant()
  startedAt?: string;

  @ApiPropertyOptional({ type: String, example: '2026-02-13T03:30:00Z', description: 'When it really ended' })
  @IsOptional()
  @IsIsoInstant()
  endedAt?: string;

  @ApiPropertyOptional({
    type: FunctionalUnit,
    description: 'What it brought; emissions are told per unit of it (SCI)',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => FunctionalUnit)
  functionalUnit?: FunctionalUnit;
}

/** Query of `GET /workloads`. */
export class WorkloadsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: WORKLOAD_STATUSES })
  @IsOptional()
  @IsIn(WORKLOAD_STATUSES)
  status?: WorkloadStatus;

  @ApiPropertyOptional({ type: String, example: 'org-1' })
  @IsOptional()
  @Matches(PLAIN_ID, PLAIN_ID_RULE)
  organizationId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Those that were accepted together' })
  @IsOptional()
  @IsUUID()
  batchId?: string;
}

/** Query of `GET /analytics/summary`. */
export class SummaryQuery {
  @ApiPropertyOptional({
    type: String,
    example: '2026-02-01T00:00:00Z',
    description: 'Workloads that start from then on; 30 days before `to` unless told',
  })
  @IsOptional()
  @IsIsoInstant()
  from?: string;

  @ApiPropertyOptional({
    type: String,
    example: '2026-03-01T00:00:00Z',
    description: 'And before then; now unless told',
  })
  @IsOptional()
  @IsIsoInstant()
  to?: string;

  @ApiPropertyOptional({ type: String, example: 'org-1', description: 'Of one organisation only' })
  @IsOptional()
  @Matches(PLAIN_ID, PLAIN_ID_RULE)
  organizationId?: string;
}
