import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsString, Length } from 'class-validator';

const MAX_REGIONS = 100;
const MAX_NAME_LENGTH = 64;

/** A list of 1 to 100 region names, no name twice. */
export const IsRegionList = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: [String],
      minItems: 1,
      maxItems: MAX_REGIONS,
      uniqueItems: true,
      example: ['FR', 'DE', 'US-CAL-CISO'],
      description: 'Candidates: zone ids (`FR`) or cloud regions (`aws:eu-west-3`, `eu-west-3`)',
    }),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MAX_REGIONS),
    ArrayUnique(),
    IsString({ each: true }),
    Length(1, MAX_NAME_LENGTH, { each: true }),
  );
