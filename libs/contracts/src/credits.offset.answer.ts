import { ApiProperty } from '@nestjs/swagger';
import { RetirementLineAnswer } from './credits.retirement.answer';

const grams = (description: string, example: number) => ({
  type: Number,
  description: `${description}, gCO2eq`,
  example,
});

const OFFSET_OUTCOMES = ['RETIRED', 'PARTLY_RETIRED', 'NOTHING_TO_DO', 'WOULD_RETIRE'] as const;
export type OffsetOutcome = (typeof OFFSET_OUTCOMES)[number];

/** Answer of `POST /credits/auto-offset`. */
export class AutoOffsetAnswer {
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ enum: OFFSET_OUTCOMES, description: 'WOULD_RETIRE of a dry run' })
  outcome: OffsetOutcome;
  @ApiProperty({ enum: ['g'], description: 'Unit of all amounts' })
  unit: 'g';
  @ApiProperty({ example: 100, description: '%' })
  targetOffsetPercentage: number;
  @ApiProperty(grams('All logged emissions, rounded up', 125_000))
  totalEmissions: number;
  @ApiProperty(grams('Offset before', 75_000))
  previousOffset: number;
  @ApiProperty(grams('What the target still needed', 50_000))
  neededCO2: number;
  @ApiProperty(grams('What was retired for it; of a dry run, what would be', 50_000))
  retiredCO2: number;
  @ApiProperty(grams('What no lot was left for', 0))
  shortfallCO2: number;
  @ApiProperty(grams('What further lots suffice for: one retirement takes 1,000 lots, the next call more', 0))
  postponedCO2: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  retirementId: string | null;
  @ApiProperty({ type: [RetirementLineAnswer] })
  lines: RetirementLineAnswer[];
  @ApiProperty({ description: 'How these figures may be read' })
  accountingNote: string;
}
