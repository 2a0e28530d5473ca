import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCandidateList, IsDekesGrams, IsDekesId } from './dekes.query.dto';
import { FunctionalUnit } from './functional-unit.dto';
import { OrganizationId } from './organization-id.validator';

const DEKES_WORKLOAD_TYPES = [
  'lead_generation_batch',
  'enrichment_job',
  'intent_classification_batch',
  'web_discovery_task',
] as const;
type DekesWorkloadType = (typeof DEKES_WORKLOAD_TYPES)[number];

const MAX_DAY_MINUTES = 1440;
const MAX_SOURCE_LENGTH = 64;
const RUN_ENDS = ['success', 'failed', 'partial'] as const;

/** Body of `POST /route`, which names neither length nor tolerance. */
export class RouteRunRequest {
  @OrganizationId()
  organizationId: string;

  @ApiProperty({ type: String, maxLength: MAX_SOURCE_LENGTH, example: 'DEKES', description: 'Who asks' })
  @IsString()
  @Length(1, MAX_SOURCE_LENGTH)
  source: string;

  @ApiProperty({ enum: DEKES_WORKLOAD_TYPES, example: 'lead_generation_batch' })
  @IsIn(DEKES_WORKLOAD_TYPES)
  workloadType: DekesWorkloadType;

  @IsCandidateList(['us-east-1', 'us-west-2', 'eu-west-1'])
  candidateRegions: string[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_DAY_MINUTES,
    example: 30,
    description: 'How long it runs, minutes; 10 where not given, and listed under assumptions',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_DAY_MINUTES)
  durationMinutes?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MAX_DAY_MINUTES,
    default: 0,
    example: 240,
    description: 'How much later it may start, minutes; 0: now or not at all',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MAX_DAY_MINUTES)
  delayToleranceMinutes?: number;
}

/** Body of `POST /dekes/report`. */
export class ReportCarbonRequest {
  @IsDekesId('query_123', 'Id of the query, as it was optimised or scheduled')
  queryId: string;

  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 10_000,
    example: 0.42,
    description: 'gCO2eq that it emitted',
  })
  @IsDekesGrams()
  actualCO2: number;
}

/** Body of `POST /integrations/dekes/workloads/complete`. */
export class CompleteRunRequest {
  @ApiProperty({
    format: 'uuid',
    example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d',
    description: '`decisionId` of the answer, or of the webhook, that it ran by',
  })
  @IsUUID()
  decision_id: string;

  @ApiProperty({ type: String, maxLength: 64, example: 'us-west-2', description: 'Where it really ran' })
  @IsString()
  @Length(1, 64)
  executionRegion: string;

  @ApiProperty({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    maximum: 14_400,
    example: 28,
    description: 'How long it really ran, minutes',
  })
  @IsNumber()
  @IsPositive()
  @Max(14_400)
  durationMinutes: number;

  @ApiProperty({ enum: RUN_ENDS, example: 'success' })
  @IsIn(RUN_ENDS)
  status: (typeof RUN_ENDS)[number];

  @ApiPropertyOptional({
    type: FunctionalUnit,
    description: 'What it brought, e.g. leads; one of `queries` where nothing is told of the run of a query',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => FunctionalUnit)
  functionalUnit?: FunctionalUnit;
}
