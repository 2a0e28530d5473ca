import { LOT_STATUSES } from '@ecobe/ledger';
import type { LotStatus } from '@ecobe/ledger';
import { ApiProperty } from '@nestjs/swagger';
import { SerialsAnswer } from './credits.answer';
import type { Beneficiary } from './credits.retire.dto';

/** What left one lot. */
export class RetirementLineAnswer {
  @ApiProperty({ format: 'uuid' })
  creditId: string;
  @ApiProperty({ example: 6_000, description: 'Retired of this lot, gCO2eq' })
  amountCO2: number;
  @ApiProperty({ example: 4_000, description: 'Still available in it, gCO2eq' })
  availableCO2: number;
  @ApiProperty({ enum: LOT_STATUSES, description: 'Of the lot, after' })
  status: LotStatus;
  @ApiProperty({
    type: SerialsAnswer,
    nullable: true,
    description: 'Of these grams, where they are whole tonnes',
  })
  serials: SerialsAnswer | null;
}

const RETIREMENT_STATUSES = ['ALLOCATED', 'SUBMITTED', 'CONFIRMED', 'REJECTED', 'REVERSED'] as const;

/** Answer of `POST /credits/retire`. */
export class RetirementAnswer {
  @ApiProperty({ format: 'uuid' })
  retirementId: string;
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ enum: RETIREMENT_STATUSES, description: 'ALLOCATED until the registry has confirmed it' })
  status: (typeof RETIREMENT_STATUSES)[number];
  @ApiProperty({ enum: ['g'], description: 'Unit of all amounts' })
  unit: 'g';
  @ApiProperty({ example: 6_000, description: 'Retired in all, gCO2eq' })
  retiredCO2: number;
  @ApiProperty({ type: [RetirementLineAnswer] })
  lines: RetirementLineAnswer[];
  @ApiProperty({ example: 'Q4 emissions offset' })
  reason: string;
  @ApiProperty({ type: String, nullable: true, example: 'wl_789' })
  workloadRequestId: string | null;
  @ApiProperty({ type: 'object', nullable: true, additionalProperties: { type: 'string' } })
  beneficiary: Required<Beneficiary> | null;
  @ApiProperty({ type: String, nullable: true })
  periodStart: string | null;
  @ApiProperty({ type: String, nullable: true })
  periodEnd: string | null;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' })
  retiredAt: string;
  @ApiProperty({ description: 'What a retirement here is, and what it is not' })
  claimNote: string;
}
