import { MITIGATIONS } from './credits.amount.dto';
import { ApiProperty } from '@nestjs/swagger';

const grams = (description: string, example: number) => ({
  type: Number,
  description: `${description}, gCO2eq`,
  example,
});

/** Lots that can be retired. */
export class ActiveCredits {
  @ApiProperty({ type: 'integer', example: 5, description: 'ACTIVE lots' })
  active: number;
  @ApiProperty({ example: 750, description: 'Price of what is available in them, pro rata, USD' })
  totalValue: number;
}

/** Available credits that expire soon. */
export class ExpiringCredits {
  @ApiProperty({ type: 'integer', example: 30, description: 'Days from now that are looked at' })
  withinDays: number;
  @ApiProperty(grams('Available in lots that expire in this time', 0))
  availableCO2: number;
  @ApiProperty({ type: String, nullable: true, description: 'When the first of them expires' })
  firstExpiresAt: string | null;
}

/** Credits of one kind of mitigation. */
export class CreditsOfType {
  @ApiProperty({ enum: [...MITIGATIONS, 'UNKNOWN'] })
  mitigation: string;
  @ApiProperty(grams('Can be retired', 4_000))
  availableCO2: number;
  @ApiProperty(grams('Retired and counted', 6_000))
  offsetCO2: number;
}

/** Answer of `GET /credits/balance/{organizationId}`. */
export class BalanceAnswer {
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ enum: ['g'], description: 'Unit of all amounts' })
  unit: 'g';
  @ApiProperty(grams('Can be retired: in ACTIVE lots', 50_000))
  availableCO2: number;
  @ApiProperty(grams('Set aside', 0))
  reservedCO2: number;
  @ApiProperty(grams('All logged emissions, location-based, rounded up', 125_000))
  totalEmissions: number;
  @ApiProperty(grams('All retirements but rejected and reversed ones', 75_000))
  totalOffset: number;
  @ApiProperty(grams('Of totalOffset, what a registry has confirmed', 0))
  confirmedOffset: number;
  @ApiProperty(grams('Emissions less offset, never below 0; no inventory figure', 50_000))
  netEmissions: number;
  @ApiProperty(grams('Offset above the emissions', 0))
  surplusOffset: number;
  @ApiProperty({
    example: 60,
    description: 'totalOffset in % of totalEmissions, rounded down to 0.01; 0 without emissions',
  })
  offsetPercentage: number;
  @ApiProperty({ type: ActiveCredits })
  credits: ActiveCredits;
  @ApiProperty({ type: ExpiringCredits })
  expiringSoon: ExpiringCredits;
  @ApiProperty({ type: [CreditsOfType] })
  byType: CreditsOfType[];
  @ApiProperty({
    type: 'integer',
    example: 12,
    description:
      'Largest number among the ledger entries that are counted; 0 without any. It names no state: emissions change without ' +
      'an entry, and an entry with a lower number may be counted later. A report says how far it has read',
  })
  asOfSequence: number;
  @ApiProperty({ description: 'How these figures may be read' })
  accountingNote: string;
}
