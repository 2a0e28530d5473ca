import { BASES } from '@ecobe/carbon';
import type { Basis } from '@ecobe/carbon';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import { IsIsoInstant } from './iso-instant.validator';
import { IsNumberByRegion } from './number-by-region.validator';

const MAX_NAME_LENGTH = 64;
const MAX_REGIONS = 100;
/** As far as any forecast reaches. */
const MAX_HOURS = 96;
const MAX_POWER_KW = 1_000_000;
const MAX_ENERGY_KWH = MAX_HOURS * MAX_POWER_KW;
const MAX_LATENCY_MS = 60_000;
const MAX_USD_PER_HOUR = 1_000_000;
const MAX_WEIGHT = 1_000_000;

const above0 = { type: Number, exclusiveMinimum: true, minimum: 0 } as const;
const from0 = { type: Number, minimum: 0 } as const;

/** Body of `POST /placements`: work that wants a region and a time. */
export class PlacementRequest {
  @ApiProperty({
    ...above0,
    maximum: MAX_HOURS,
    example: 2.5,
    description: 'How long it runs, hours; planned in whole quarters, rounded up',
  })
  @IsNumber()
  @IsPositive()
  @Max(MAX_HOURS)
  durationHours: number;

  @ApiPropertyOptional({
    ...above0,
    maximum: MAX_POWER_KW,
    example: 3.2,
    description: 'Mean electrical power with cooling, kW; either this or energyKwh',
  })
  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(MAX_POWER_KW)
  powerKw?: number;

  @ApiPropertyOptional({
    ...above0,
    maximum: MAX_ENERGY_KWH,
    description: 'Energy of the whole work with cooling, kWh; either this or powerKw',
  })
  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(MAX_ENERGY_KWH)
  energyKwh?: number;

  @ApiProperty({
    type: String,
    example: '2035-02-13T06:00:00Z',
    description: 'Instant by which it must be done, with its offset',
  })
  @IsIsoInstant()
  deadline: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Instant with its offset: it arrives then, and runs not before; now unless told',
  })
  @IsOptional()
  @IsIsoInstant()
  earliestStart?: string;

  @ApiProperty({
    type: String,
    example: 'DE',
    description: 'Where it runs without us: zone or cloud region; always allowed',
  })
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  homeRegion: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: MAX_REGIONS,
    example: ['FR', 'SE-SE3'],
    description: 'Where else it may run; nowhere unless told',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_REGIONS)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, MAX_NAME_LENGTH, { each: true })
  allowedRegions?: string[];

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'Whether it may pause at any quarter of an hour, at no cost',
  })
  @IsOptional()
  @IsBoolean()
  interruptible?: boolean;

  @ApiPropertyOptional({
    ...from0,
    maximum: MAX_ENERGY_KWH,
    default: 0,
    description: 'Energy drawn at home on arrival to bring it to another region, kWh',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_ENERGY_KWH)
  transferEnergyKwh?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'Where its users are, for latencies that the request lacks; homeRegion unless told',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  from?: string;

  @ApiPropertyOptional({
    ...from0,
    maximum: MAX_LATENCY_MS,
    example: 120,
    description: 'Limit of the round trip, ms',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_LATENCY_MS)
  maxLatencyMs?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
    example: { FR: 80 },
    description: "Round trip per region, ms; else the catalogue's",
  })
  @IsOptional()
  @IsNumberByRegion(MAX_LATENCY_MS)
  latencyMsByRegion?: Record<string, number>;

  @ApiPropertyOptional({
    ...from0,
    maximum: MAX_USD_PER_HOUR,
    description: 'Limit of the price, USD per hour',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_USD_PER_HOUR)
  maxCostPerHour?: number;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'number', minimum: 0 },
    example: { FR: 0.224 },
    description: 'Price per region, USD per hour; else the list price of 4 vCPU and 16 GB',
  })
  @IsOptional()
  @IsNumberByRegion(MAX_USD_PER_HOUR)
  costPerHourByRegion?: Record<string, number>;

  @ApiPropertyOptional({ ...from0, maximum: MAX_WEIGHT, default: 1, description: 'Weight of 400 gCO2eq/kWh' })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  carbonWeight?: number;

  @ApiPropertyOptional({
    ...from0,
    maximum: MAX_WEIGHT,
    default: 0,
    description: 'Weight of 0.20 USD per hour against it',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_WEIGHT)
  costWeight?: number;

  @ApiPropertyOptional({
    ...from0,
    maximum: 100,
    description:
      'It is moved only where that is expected to be better by this much, %; ECOBE_MIN_GAIN_PERCENT unless told',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(100)
  minGainPercent?: number;

  @ApiPropertyOptional({ enum: BASES, default: 'lifecycle', description: 'Emission factors that count' })
  @IsOptional()
  @IsIn(BASES)
  basis?: Basis;
}
