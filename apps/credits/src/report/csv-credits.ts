import type { ReportCreditGroup, SustainabilityReportContent } from '@ecobe/contracts';
import type { Cell, Line } from './csv-line';
import { ESRS } from './esrs-datapoints.data';

const shareLines = (item: string, datapoint: string, groups: readonly ReportCreditGroup[]): Line[] =>
  groups.flatMap(({ group, reason, confirmedPercent, unconfirmedPercent }): Line[] => [
    ['credits', `${item}Confirmed`, group ?? 'unknown', confirmedPercent, '% of volume', datapoint, reason],
    ['credits', `${item}Unconfirmed`, group ?? 'unknown', unconfirmedPercent, '% of volume', '', reason],
  ]);

export function creditLines({ credits }: SustainabilityReportContent): Line[] {
  const line = (item: string, value: Cell, unit: string, datapoint: string, note: Cell = null): Line => [
    ...(['credits', item, null, value, unit, datapoint, note] as const),
  ];
  return [
    line('confirmed', credits.confirmedCO2, 'gCO2eq', ESRS.cancelled, credits.basis),
    line('unconfirmed', credits.unconfirmedCO2, 'gCO2eq', '', credits.claimNote),
    line('rejected', credits.rejectedCO2, 'gCO2eq', ''),
    line('reversed', credits.reversedCO2, 'gCO2eq', ''),
    line('planned', null, 'gCO2eq', ESRS.planned, credits.planned.reason),
    line('confirmedContribution', credits.confirmedContributionPercent, '%', '', credits.accountingNote),
    line('trackedContribution', credits.trackedContributionPercent, '%', '', credits.accountingNote),
    ...shareLines('mitigation', ESRS.byMitigation, credits.byMitigation),
    ...shareLines('removalPathway', ESRS.byPathway, credits.removalsByPathway),
    ...shareLines('qualityStandard', ESRS.byStandard, credits.byQualityStandard),
    ...shareLines('euProject', ESRS.byEuProject, credits.byEuProject),
    ...shareLines('correspondingAdjustment', ESRS.byAdjustment, credits.byCorrespondingAdjustment),
  ];
}

export const restatementLines = ({ restatements }: SustainabilityReportContent): Line[] => [
  ['restatements', 'takenBackRows', null, restatements.takenBackRows, 'rows', '', null],
  ['restatements', 'takenBackEmissions', null, restatements.takenBackUg, 'ugCO2eq', '', null],
  ['restatements', 'restatedWorkloads', null, restatements.workloadCount, 'workloads', '', null],
  ['restatements', 'reversals', null, restatements.reversalCount, 'reversals', '', null],
  ['restatements', 'reversedCredits', null, restatements.reversedCO2, 'gCO2eq', '', null],
  ...restatements.reversals.map(({ retirementId, reversedCO2, reversedAt, reason }): Line => [
    ...([
      'restatements',
      'reversal',
      retirementId,
      reversedCO2,
      'gCO2eq',
      '',
      `${reversedAt} ${reason}`,
    ] as const),
  ]),
];
