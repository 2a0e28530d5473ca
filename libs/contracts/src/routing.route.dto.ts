import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { DEFAULT_COST_REFERENCE_USD_PER_HOUR } from '@ecobe/placement';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsPositive, IsString, Length, Max, Min } from 'class-validator';
import { IsNumberByRegion } from './number-by-region.validator';
import { IsRegionList } from './region-list.validator';

const MAX_NAME_LENGTH = 64;
const MAX_INTENSITY = 2000;
const MAX_LATENCY_MS = 60_000;
const MAX_USD_PER_HOUR = 1_000_000;
const MAX_WEIGHT = 1_000_000;

const weightOf = (criterion: string, byDefault: number) => ({
  minimum: 0,
  maximum: MAX_WEIGHT,
  default: byDefault,
  example: byDefault,
  description: `Weight of ${criterion}; the weights are normalised by their sum`,
});

/** Body of `POST /route/green`. */
export class RouteGreenRequest {
  @IsRegionList()
  preferredRegions: string[];

  @ApiPropertyOptional({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    maximum: MAX_INTENSITY,
    example: 400,
    description: 'Limit in gCO2eq/kWh; default DEFAULT_MAX_CARBON_G_PER_KWH',
  })
  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(MAX_INTENSITY)
  maxCarbonGPerKwh?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: MAX_LATENCY_MS,
    example: 200,
    description: 'Limit of the round trip, ms',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_LATENCY_MS)
  maxLatencyMs?: number;

  @ApiPropertyOptional({
    type: String,
    example: 'aws:eu-west-1',
    description: "The caller's region: latencies that the request lacks come from the catalogue",
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  from?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
    example: { FR: 80, DE: 60, 'US-CAL-CISO': 140 },
    description: 'Round trip per region, ms; the names as in preferredRegions, in either spelling',
  })
  @IsOptional()
  @IsNumberByRegion(MAX_LATENCY_MS)
  latencyMsByRegion?: Record<string, number>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
    example: { FR: 0.224 },
    description: 'Price per region, USD per hour; else the list price of 4 vCPU and 16 GB',
  })
  @IsOptional()
  @IsNumberByRegion(MAX_USD_PER_HOUR)
  costPerHourByRegion?: Record<string, number>;

  @ApiPropertyOptional({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    default: DEFAULT_COST_REFERENCE_USD_PER_HOUR,
    example: DEFAULT_COST_REFERENCE_USD_PER_HOUR,
    description: 'Price at which the cost utility is one half, USD per hour',
  })
  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(MAX_USD_PER_HOUR)
  costReferenceUsdPerHour?: number;

  @ApiPropertyOptional({ type: Number, ...weightOf('carbon', 0.5) })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  carbonWeight?: number;

  @ApiPropertyOptional({ type: Number, ...weightOf('latency', 0.3) })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  latencyWeight?: number;

  @ApiPropertyOptional({ type: Number, ...weightOf('cost', 0.2) })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  costWeight?: number;

  @ApiPropertyOptional({
    enum: BASES,
    default: 'lifecycle',
    description: 'Emission factors: `lifecycle` with fuel supply and construction, `direct` combustion only',
  })
  @IsOptional()
  @IsIn(BASES)
  basis?: Basis;
}
