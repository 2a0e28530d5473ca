import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AMOUNT_UNITS } from '@ecobe/ledger';
import type { AmountUnit } from '@ecobe/ledger';
import { IsIn, IsNumber, IsOptional } from 'class-validator';

export const REGISTRIES = ['VERRA', 'GOLD_STANDARD', 'PURO', 'ACR', 'CAR', 'ISOMETRIC', 'OTHER'] as const;
export type Registry = (typeof REGISTRIES)[number];
export const MITIGATIONS = ['REDUCTION', 'AVOIDANCE', 'REMOVAL'] as const;
export type Mitigation = (typeof MITIGATIONS)[number];
export const PATHWAYS = ['NATURE', 'TECHNICAL'] as const;
export type Pathway = (typeof PATHWAYS)[number];

export const MAX_NAME = 200;
/** The calendar has no year 0. */
export const DAY = /^(?!0000)\d{4}-\d{2}-\d{2}$/;
export const DAY_RULE = { message: '$property must be a day such as 2021-01-01' };

/** Something that can be read. */
export const WRITTEN = /\S/;
export const WRITTEN_RULE = { message: '$property must not be blank' };

/** An amount of CO2eq with its unit. */
export class AmountRequest {
  @ApiProperty({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    example: 10_000,
    description: 'CO2eq in `unit`, whole grams when converted, at most 10 Gt',
  })
  @IsNumber()
  amountCO2: number;

  @ApiPropertyOptional({ enum: AMOUNT_UNITS, default: 'g', description: 'Unit of amountCO2' })
  @IsOptional()
  @IsIn(AMOUNT_UNITS)
  unit?: AmountUnit;
}
