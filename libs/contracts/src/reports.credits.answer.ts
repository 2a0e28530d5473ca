import { ApiProperty } from '@nestjs/swagger';
import { exactUg, exactUwh, gramsDown, percentOf, reasonOf } from './reports.figures.answer';

/** Retired credits of one kind. */
export class ReportCreditGroup {
  @ApiProperty({ type: String, nullable: true, example: 'REMOVAL', description: 'Null: not known' })
  group: string | null;
  @ApiProperty(reasonOf('group'))
  reason: string | null;
  @ApiProperty(gramsDown('Confirmed by a registry'))
  confirmedCO2: number;
  @ApiProperty(gramsDown('Not confirmed by a registry yet'))
  unconfirmedCO2: number;
  @ApiProperty(percentOf('Of all confirmed grams'))
  confirmedPercent: number | null;
  @ApiProperty(percentOf('Of all unconfirmed grams'))
  unconfirmedPercent: number | null;
}

export class ReportPlanned {
  @ApiProperty({ type: Number, nullable: true, example: null, description: 'Not known: always null' })
  plannedCO2: null;
  @ApiProperty({ description: 'Why' })
  reason: string;
}

/** Credits retired in the period, beside its emissions and never subtracted; divided as ESRS E1-7, AR 62 asks. */
export class ReportCredits {
  @ApiProperty({ description: 'Which retirements belong to the period' })
  basis: string;
  @ApiProperty(gramsDown('Retired and confirmed by a registry'))
  confirmedCO2: number;
  @ApiProperty(gramsDown('Retired in these books, not confirmed by a registry yet'))
  unconfirmedCO2: number;
  @ApiProperty(gramsDown('Rejected by a registry: counts nowhere'))
  rejectedCO2: number;
  @ApiProperty(gramsDown('Retired in the period and reversed since: counts nowhere'))
  reversedCO2: number;
  @ApiProperty(percentOf('Contribution ratio: confirmed grams to location-based emissions'))
  confirmedContributionPercent: number | null;
  @ApiProperty(percentOf('Contribution ratio: confirmed and unconfirmed grams to location-based emissions'))
  trackedContributionPercent: number | null;
  @ApiProperty(reasonOf('the contribution ratio'))
  contributionReason: string | null;
  @ApiProperty({ type: ReportPlanned })
  planned: ReportPlanned;
  @ApiProperty({ type: [ReportCreditGroup], description: 'REDUCTION, AVOIDANCE, REMOVAL' })
  byMitigation: ReportCreditGroup[];
  @ApiProperty({ type: [ReportCreditGroup], description: 'Of removals: NATURE (biogenic) or TECHNICAL' })
  removalsByPathway: ReportCreditGroup[];
  @ApiProperty({ type: [ReportCreditGroup], description: 'By registry' })
  byQualityStandard: ReportCreditGroup[];
  @ApiProperty({ type: [ReportCreditGroup], description: 'By place of the project: EU or OUTSIDE_EU' })
  byEuProject: ReportCreditGroup[];
  @ApiProperty({
    type: [ReportCreditGroup],
    description: 'By what the host country does, Article 6 of the Paris Agreement',
  })
  byCorrespondingAdjustment: ReportCreditGroup[];
  @ApiProperty({ description: 'What a retirement here is, and what it is not' })
  claimNote: string;
  @ApiProperty({ description: 'How credits and emissions may be read beside each other' })
  accountingNote: string;
}

export class ReportReversal {
  @ApiProperty({ format: 'uuid' })
  retirementId: string;
  @ApiProperty(gramsDown('Counts no longer'))
  reversedCO2: number;
  @ApiProperty()
  retiredAt: string;
  @ApiProperty()
  reversedAt: string;
  @ApiProperty()
  reason: string;
}

/** What was recorded anew or counts no longer. */
export class ReportRestatements {
  @ApiProperty({ type: 'integer', description: 'Rows of the period that were taken back by newer figures' })
  takenBackRows: number;
  @ApiProperty(exactUwh('Energy of these rows'))
  takenBackEnergyUwh: string;
  @ApiProperty(exactUg('Emissions of these rows'))
  takenBackUg: string;
  @ApiProperty({ type: 'integer', description: 'Workloads of the period that were settled anew' })
  workloadCount: number;
  @ApiProperty({ type: [String], description: 'At most 100 of them, in order of their names' })
  workloadIds: string[];
  @ApiProperty({
    type: 'integer',
    description: 'Reversals of retirements of the period, and those made in the period',
  })
  reversalCount: number;
  @ApiProperty(gramsDown('Of all these reversals'))
  reversedCO2: number;
  @ApiProperty({
    type: [ReportReversal],
    description: 'The newest 100 of these reversals; a notice says so where there are more',
  })
  reversals: ReportReversal[];
}

const RESTATED_FOR = ['FIGURES', 'PERIOD_ENDED', 'SCHEMA'] as const;

/** The report that this one takes the place of, with its main figures. */
export class ReportRestated {
  @ApiProperty({
    enum: RESTATED_FOR,
    description:
      'Why: FIGURES: its figures are others now. PERIOD_ENDED: that one was made before its period was over. ' +
      'SCHEMA: that one was written in an older form',
  })
  reason: (typeof RESTATED_FOR)[number];
  @ApiProperty({ type: 'integer', example: 1 })
  version: number;
  @ApiProperty({ description: 'SHA-256 of its content' })
  sha256: string;
  @ApiProperty()
  generatedAt: string;
  @ApiProperty({ type: 'integer' })
  ledgerSequence: number;
  @ApiProperty({ type: 'integer' })
  emissionSequence: number;
  @ApiProperty(exactUwh('Energy that it told'))
  energyUwh: string;
  @ApiProperty(exactUg('Location-based emissions that it told'))
  emissionsUg: string;
  @ApiProperty(gramsDown('Confirmed and unconfirmed credits that it told'))
  creditsCO2: number;
}

/** The report as a record. */
export class ReportRecord {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 1,
    description:
      'Of this organisation and period; null: not kept, as the period is not over or not of whole UTC months',
  })
  version: number | null;
  @ApiProperty({
    example: '2026-04-02T08:00:00.000Z',
    description:
      'When this version was made; where version is null, when the newest entry or row that it rests on was recorded',
  })
  generatedAt: string;
  @ApiProperty({ type: 'integer', example: 12, description: "Entries in the organisation's ledger" })
  ledgerSequence: number;
  @ApiProperty({ type: 'integer', example: 2_400, description: "Rows in the organisation's emission log" })
  emissionSequence: number;
  @ApiProperty({
    type: ReportRestated,
    nullable: true,
    description: 'Null of the first, and of what is not kept',
  })
  restates: ReportRestated | null;
}
