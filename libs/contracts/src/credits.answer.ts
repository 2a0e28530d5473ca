import { LOT_STATUSES } from '@ecobe/ledger';
import type { LotStatus } from '@ecobe/ledger';
import { ApiProperty } from '@nestjs/swagger';
import { MITIGATIONS, PATHWAYS, REGISTRIES } from './credits.amount.dto';
import type { Mitigation, Pathway, Registry } from './credits.amount.dto';
import { CorrespondingAdjustment, CreditLabel, CreditProject } from './credits.project.dto';

const grams = (description: string, example = 10_000) => ({
  type: Number,
  description: `${description}, gCO2eq`,
  example,
});
const textOrNull = (description: string, example: string | null = null) => ({
  type: String,
  nullable: true,
  description,
  example,
});

/** Something that a caller should look at; nothing was refused for it. */
export class CreditWarning {
  @ApiProperty({ example: 'UNUSUAL_PRICE' })
  code: string;
  @ApiProperty({ example: '15000 USD/t is outside 0.1 to 5000 USD/t: check amount, unit and price' })
  detail: string;
}

/** Serial numbers, both ends included; null where they are no range. */
export class SerialsAnswer {
  @ApiProperty({ example: 'GS1-1-KE-GS447-12-2021-5512-1-10', description: 'As the registry writes them' })
  text: string;
  @ApiProperty({ type: Number, nullable: true, example: 1 })
  first: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 10 })
  last: number | null;
}

/** A lot of credits. */
export class CreditAnswer {
  @ApiProperty({ format: 'uuid' })
  creditId: string;
  @ApiProperty({ example: 'org_123' })
  organizationId: string;
  @ApiProperty({ enum: LOT_STATUSES, description: 'Partly retired lots are ACTIVE' })
  status: LotStatus;
  @ApiProperty({ enum: ['g'], description: 'Unit of all amounts' })
  unit: 'g';
  @ApiProperty(grams('What was bought'))
  amountCO2: number;
  @ApiProperty(grams('What can be retired', 4_000))
  availableCO2: number;
  @ApiProperty(grams('What is set aside', 0))
  reservedCO2: number;
  @ApiProperty(grams('What was retired and counts', 6_000))
  retiredCO2: number;
  @ApiProperty(grams('What was cancelled without being claimed', 0))
  cancelledCO2: number;
  @ApiProperty(grams('What expired', 0))
  expiredCO2: number;
  @ApiProperty(grams('What was retired, and counts no longer since its effect was reversed', 0))
  reversedCO2: number;
  @ApiProperty({ example: 'Gold Standard' })
  provider: string;
  @ApiProperty({ enum: REGISTRIES })
  registry: Registry;
  @ApiProperty({ example: 150, description: 'Price of the whole lot, USD' })
  priceUsd: number;
  @ApiProperty({ example: 60, description: 'Price of what is available, pro rata, USD' })
  remainingValueUsd: number;
  @ApiProperty({ type: SerialsAnswer, nullable: true })
  serials: SerialsAnswer | null;
  @ApiProperty({ enum: MITIGATIONS, nullable: true })
  mitigation: Mitigation | null;
  @ApiProperty({ enum: PATHWAYS, nullable: true })
  pathway: Pathway | null;
  @ApiProperty(textOrNull('First day of the vintage', '2021-01-01'))
  vintageStart: string | null;
  @ApiProperty(textOrNull('Last day of the vintage', '2021-12-31'))
  vintageEnd: string | null;
  @ApiProperty({ type: CreditProject, nullable: true })
  project: CreditProject | null;
  @ApiProperty({ type: Number, nullable: true, description: 'For how long a removal is to last, years' })
  durabilityYears: number | null;
  @ApiProperty({ type: CorrespondingAdjustment, nullable: true })
  correspondingAdjustment: CorrespondingAdjustment | null;
  @ApiProperty({ type: [CreditLabel] })
  labels: CreditLabel[];
  @ApiProperty(textOrNull('Where the registry shows the certificate'))
  certificateUrl: string | null;
  @ApiProperty({
    enum: ['UNCHECKED', 'REACHABLE', 'UNREACHABLE', 'REJECTED'],
    nullable: true,
    description:
      'UNCHECKED until the URL was looked at, behind the purchase: REACHABLE, UNREACHABLE after five tries, REJECTED where it ' +
      'redirects, leads to a private address or is off the list; says nothing about the certificate itself',
  })
  certificateStatus: string | null;
  @ApiProperty(textOrNull('From then on they cannot be retired'))
  expiresAt: string | null;
  @ApiProperty({ example: '2026-03-01T12:00:00.000Z' })
  purchasedAt: string;
}

/** Answer of `POST /credits/purchase`. */
export class PurchaseAnswer extends CreditAnswer {
  @ApiProperty({ type: [CreditWarning] })
  warnings: CreditWarning[];
}

/** Answer of `GET /credits`. */
export class CreditPage {
  @ApiProperty({ type: [CreditAnswer] })
  items: CreditAnswer[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Give it as cursor for the next page; null on the last',
  })
  nextCursor: string | null;
}
