import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

const MAX_ID_LENGTH = 100;
const MAX_QUERY_LENGTH = 10_000;
const MAX_RESULTS = 1_000_000;
const MAX_REGIONS = 10;
const MAX_REGION_LENGTH = 64;
const MAX_BUDGET_G = 10_000;

/** Regions of a query whose caller names none. */
export const DEFAULT_DEKES_REGIONS: readonly string[] = ['US-CAL-CISO', 'FR', 'DE'];

/** 1 to 10 regions, the first of which is where the work would run without us. */
export const IsCandidateList = (example: string[]): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: [String],
      minItems: 1,
      maxItems: MAX_REGIONS,
      uniqueItems: true,
      example,
      description:
        'Zone ids (`FR`) or cloud regions (`eu-west-3`, `aws:eu-west-3`); the first is where the work would run without advice',
    }),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_REGIONS),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, MAX_REGION_LENGTH, { each: true }),
  );

/** An id of the caller's own. */
export const IsDekesId = (example: string, description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, maxLength: MAX_ID_LENGTH, example, description }),
    IsString(),
    Length(1, MAX_ID_LENGTH),
  );

/** Grams that a caller states. */
export const IsDekesGrams = (): PropertyDecorator => applyDecorators(IsNumber(), Min(0), Max(MAX_BUDGET_G));

/** A search for leads. */
export class DekesQuery {
  @IsDekesId('query_123', 'Id of the query at the caller, by which it reports')
  id: string;

  @ApiProperty({ type: String, maxLength: MAX_QUERY_LENGTH, example: 'sustainable tech companies' })
  @IsString()
  @Length(1, MAX_QUERY_LENGTH)
  query: string;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: MAX_RESULTS,
    example: 500,
    description: 'Results expected; they tell how long it runs and what it draws',
  })
  @IsInt()
  @Min(1)
  @Max(MAX_RESULTS)
  estimatedResults: number;
}

/** Body of `POST /dekes/optimize`. */
export class OptimizeQueryRequest {
  @ApiProperty({ type: DekesQuery })
  @IsObject()
  @ValidateNested()
  @Type(() => DekesQuery)
  query: DekesQuery;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: MAX_BUDGET_G,
    example: 10_000,
    description: 'Budget of this query, gCO2eq',
  })
  @IsOptional()
  @IsDekesGrams()
  carbonBudget?: number;

  @IsOptional()
  @IsCandidateList(['US-CAL-CISO', 'FR', 'DE'])
  regions?: string[];
}
