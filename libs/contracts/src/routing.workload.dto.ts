import { ACCELERATORS, WORKLOAD_TYPES } from '@ecobe/energy';
import type { Accelerator, HardwareMix, WorkloadType } from '@ecobe/energy';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
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
import { IsShareMix } from './share-mix.validator';

const MAX_MODEL_LENGTH = 120;
const MAX_REQUESTS = 1e12;
const MAX_TOKENS = 10_000_000;
const MAX_BATCH = 4096;
const MAX_HOURS = 1e10;

/** Share of the requests that each class of device serves. */
class HardwareMixDto implements HardwareMix {
  @ApiPropertyOptional({ type: Number, minimum: 0, maximum: 1, default: 0, example: 0.6 })
  @IsNumber()
  @Min(0)
  @Max(1)
  cpu = 0;
  @ApiPropertyOptional({ type: Number, minimum: 0, maximum: 1, default: 0, example: 0.3 })
  @IsNumber()
  @Min(0)
  @Max(1)
  gpu = 0;
  @ApiPropertyOptional({ type: Number, minimum: 0, maximum: 1, default: 0, example: 0.1 })
  @IsNumber()
  @Min(0)
  @Max(1)
  tpu = 0;
}

/** What the work is, and how much of it. */
export class WorkloadFields {
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_REQUESTS, example: 1000, description: 'Requests' })
  @IsInt()
  @Min(1)
  @Max(MAX_REQUESTS)
  requestVolume: number;

  @ApiProperty({ enum: WORKLOAD_TYPES, example: 'inference' })
  @IsIn(WORKLOAD_TYPES)
  workloadType: WorkloadType;

  @ApiPropertyOptional({
    type: String,
    example: 'mixtral-70b',
    description: 'A known model, or any name that carries its parameter count (`70b`, `8x22b`)',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_MODEL_LENGTH)
  modelSize?: string;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: MAX_TOKENS,
    example: 400,
    description: 'Output tokens of a request; in training, tokens of a sample',
  })
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(MAX_TOKENS)
  tokensPerRequest?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: MAX_BATCH,
    example: 64,
    description: 'Requests at once',
  })
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(MAX_BATCH)
  batchSize?: number;

  @ApiPropertyOptional({ enum: ACCELERATORS, example: 'H100', description: 'Default H100' })
  @IsOptional()
  @IsIn(ACCELERATORS)
  accelerator?: Accelerator;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: MAX_HOURS,
    description: 'Hours of accelerator of the whole work; replaces what modelSize would give',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_HOURS)
  deviceHours?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: 1,
    example: 0.9,
    description: 'Mean load of the accelerators during deviceHours, or in training from tokens; default 0.9',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  deviceUtilisation?: number;

  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: MAX_HOURS,
    description: 'Hours of virtual CPU of the whole work; replaces what modelSize would give',
  })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(MAX_HOURS)
  vcpuHours?: number;

  @ApiPropertyOptional({
    type: HardwareMixDto,
    description: 'Share of the requests that each class serves; sums to 1 (+-0.01)',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => HardwareMixDto)
  @IsShareMix()
  hardwareMix?: HardwareMixDto;
}
