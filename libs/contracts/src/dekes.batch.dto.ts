import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DekesQuery, IsCandidateList } from './dekes.query.dto';
import { ORGANIZATION_ID, ORGANIZATION_ID_RULE } from './organization-id.validator';

const MAX_QUERIES = 1_000;
const MAX_LOOK_AHEAD_HOURS = 96;
export const DEFAULT_LOOK_AHEAD_HOURS = 24;
const MAX_URL_LENGTH = 2_000;

const idOf = (query: unknown): unknown =>
  typeof query === 'object' && query !== null && 'id' in query ? query.id : query;

/** Body of `POST /dekes/schedule`. */
export class ScheduleBatchRequest {
  @ApiProperty({
    type: [DekesQuery],
    minItems: 1,
    maxItems: MAX_QUERIES,
    description: 'No id twice',
    example: [{ id: 'query_123', query: 'sustainable tech companies', estimatedResults: 500 }],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_QUERIES)
  @ArrayUnique(idOf, { message: 'no two queries may have the same id' })
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DekesQuery)
  queries: DekesQuery[];

  @IsOptional()
  @IsCandidateList(['US-CAL-CISO', 'FR', 'DE'])
  regions?: string[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_LOOK_AHEAD_HOURS,
    default: DEFAULT_LOOK_AHEAD_HOURS,
    example: 24,
    description:
      'All queries have ended so many hours from now, unless one is longer; then it starts at once',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_LOOK_AHEAD_HOURS)
  lookAheadHours?: number;

  @ApiPropertyOptional({
    type: String,
    maxLength: MAX_URL_LENGTH,
    description:
      'https:// URL, of any port. Each query is sent here at its time, as a signed webhook (Standard Webhooks) with its decisionId as webhook-id. Without it, poll the batch',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_URL_LENGTH)
  callbackUrl?: string;

  @ApiPropertyOptional({
    type: String,
    example: 'org_123',
    description: 'Whose queries they are; DEKES_ORGANIZATION_ID unless told',
  })
  @IsOptional()
  @Matches(ORGANIZATION_ID, ORGANIZATION_ID_RULE)
  organizationId?: string;
}

/** Path of `GET /dekes/batches/{batchId}`. */
export class DekesBatchId {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  batchId: string;
}

export class DekesDecisionId {
  @ApiProperty({ format: 'uuid', example: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' })
  @IsUUID()
  decisionId: string;
}
