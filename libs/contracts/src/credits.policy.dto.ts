import { AMOUNT_UNITS } from '@ecobe/ledger';
import type { AmountUnit } from '@ecobe/ledger';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { LotFilter } from './credits.dto';
import type { OffsetOutcome } from './credits.offset.answer';

const OFFSET_MODES = ['RETIRE', 'NOTIFY'] as const;
export type OffsetMode = (typeof OFFSET_MODES)[number];

/** Body of `PUT /credits/offset-policies/{organizationId}`. */
export class OffsetPolicyRequest {
  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 100,
    example: 50,
    description: 'Share of all emissions that retired credits are to reach, %, two decimals at most',
  })
  @IsNumber()
  @Min(0)
  @Max(100)
  targetOffsetPercentage: number;

  @ApiProperty({
    enum: OFFSET_MODES,
    example: 'NOTIFY',
    description: 'RETIRE by schedule, or only tell what is needed',
  })
  @IsIn(OFFSET_MODES)
  mode: OffsetMode;

  @ApiPropertyOptional({
    type: Number,
    exclusiveMinimum: true,
    minimum: 0,
    example: 1_000_000,
    description:
      'The schedule stops where so much was auto-offset in a calendar month (UTC), by itself or by POST ' +
      '/credits/auto-offset, which the cap does not hold back; CO2eq in `unit`; no limit unless told',
  })
  @IsOptional()
  @IsNumber()
  monthlyCapCO2?: number;

  @ApiPropertyOptional({ enum: AMOUNT_UNITS, default: 'g', description: 'Unit of monthlyCapCO2' })
  @IsOptional()
  @IsIn(AMOUNT_UNITS)
  unit?: AmountUnit;

  @ApiPropertyOptional({ type: LotFilter, description: 'Which lots may be taken; all unless told' })
  @IsOptional()
  @ValidateNested()
  @Type(() => LotFilter)
  policy?: LotFilter;
}

/** What the last round of a policy did. */
export class OffsetRun {
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' })
  ranAt: string;
  @ApiProperty({ enum: ['RETIRED', 'PARTLY_RETIRED', 'NOTHING_TO_DO', 'WOULD_RETIRE'] })
  outcome: OffsetOutcome;
  @ApiProperty({ example: 50_000, description: 'What the target needed, gCO2eq' })
  neededCO2: number;
  @ApiProperty({
    example: 50_000,
    description: 'What was retired, in mode NOTIFY what would have been, gCO2eq',
  })
  retiredCO2: number;
  @ApiProperty({ example: 0, description: 'What no lot was left for, gCO2eq' })
  shortfallCO2: number;
  @ApiProperty({
    example: 0,
    description: 'What is left to the next round, as one retirement takes 1,000 lots, gCO2eq',
  })
  postponedCO2: number;
  @ApiProperty({ description: 'Whether the monthly cap kept it from more' })
  isCapped: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  retirementId: string | null;
}

/** Why the last round of a policy failed. */
export class OffsetFailure {
  @ApiProperty({ example: '2026-03-01T13:00:00.000Z' })
  failedAt: string;
  @ApiProperty({ example: 'LEDGER_BUSY', description: 'Code of the refusal; INTERNAL of a fault' })
  code: string;
  @ApiProperty({ example: 'Others are changing the same credits; nothing was written.' })
  detail: string;
}

/** A policy as it stands. */
export class OffsetPolicyAnswer {
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ example: 50, description: '%' })
  targetOffsetPercentage: number;
  @ApiProperty({ enum: OFFSET_MODES })
  mode: OffsetMode;
  @ApiProperty({ enum: ['g'], description: 'Unit of all amounts' })
  unit: 'g';
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'gCO2eq of a calendar month (UTC) at which the schedule stops; null: no limit',
  })
  monthlyCapCO2: number | null;
  @ApiProperty({ type: LotFilter })
  policy: LotFilter;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' })
  updatedAt: string;
  @ApiProperty({ type: OffsetRun, nullable: true, description: 'Null before the first round' })
  lastRun: OffsetRun | null;
  @ApiProperty({
    type: OffsetFailure,
    nullable: true,
    description: 'Null where no round has failed since the last one that did not',
  })
  lastFailure: OffsetFailure | null;
}
