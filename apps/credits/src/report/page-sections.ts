import type { ReportCreditGroup, SustainabilityReportContent } from '@ecobe/contracts';
import { facts, grams, number, paragraph, percent, section, table } from './page-parts';
import { barChart } from './report-charts';

type Content = SustainabilityReportContent;

export const sciSection = ({ sci }: Content): string =>
  section(`Software carbon intensity (${sci.standard})`, [
    paragraph(`${sci.equation}. ${sci.basis}`),
    table(
      ['Functional unit (R)', 'Units', 'Workloads', 'O, µg', 'M, µg', 'gCO2eq per unit', 'Remark'],
      sci.units.map((unit) => [
        ...[unit.functionalUnit, unit.unitCount, number(unit.workloadCount), unit.operationalUg],
        ...[unit.embodiedUg ?? 'unknown', number(unit.sciGPerUnit), unit.embodiedReason ?? ''],
      ]),
    ),
    paragraph(
      `Not counted: ${number(sci.notCounted.workloadCount)} workloads, ${grams(sci.notCounted.emissionsCO2)}. ${sci.notCounted.reason}`,
    ),
    ...(sci.notCounted.workloadIds.length === 0 ? [] : [paragraph(sci.notCounted.workloadIds.join(', '))]),
  ]);

export const avoidedSection = ({ avoided }: Content): string =>
  section('Avoided by scheduling, apart from all emissions', [
    paragraph(
      avoided.avoidedCO2 === null
        ? `Not available. ${avoided.reason ?? ''}`
        : `${grams(avoided.avoidedCO2)} in all.`,
    ),
    table(
      ['Baseline', 'Workloads', 'Baseline, µg', 'Emitted, µg', 'Avoided, gCO2eq'],
      avoided.byMethod.map((one) => [
        ...[one.method, number(one.workloadCount), one.baselineUg, one.emissionsUg, number(one.avoidedCO2)],
      ]),
    ),
    paragraph(
      `Not compared: ${number(avoided.notCompared.workloadCount)} workloads. ${avoided.notCompared.reason}`,
    ),
    paragraph(avoided.note),
  ]);

const creditTable = (name: string, groups: readonly ReportCreditGroup[]): string =>
  table(
    [name, 'Confirmed, g', '%', 'Unconfirmed, g', '%'],
    groups.map((one) => [
      ...[
        one.group ?? `unknown: ${one.reason ?? ''}`,
        number(one.confirmedCO2),
        percent(one.confirmedPercent),
      ],
      ...[number(one.unconfirmedCO2), percent(one.unconfirmedPercent)],
    ]),
  );

export const creditsSection = ({ credits }: Content): string =>
  section('Carbon credits, beside emissions', [
    paragraph(credits.accountingNote),
    barChart('Credits retired in the period, gCO2eq', [
      { name: 'confirmed', value: credits.confirmedCO2 },
      { name: 'unconfirmed', value: credits.unconfirmedCO2 },
      { name: 'rejected', value: credits.rejectedCO2 },
      { name: 'reversed', value: credits.reversedCO2 },
    ]),
    facts([
      ['Contribution ratio, confirmed', percent(credits.confirmedContributionPercent)],
      ['Contribution ratio, with unconfirmed', percent(credits.trackedContributionPercent)],
      ['Planned cancellations', `not available. ${credits.planned.reason}`],
      ['Unconfirmed means', credits.claimNote],
      ['Counted', credits.basis],
    ]),
    creditTable('Reduction or removal', credits.byMitigation),
    creditTable('Removals by pathway', credits.removalsByPathway),
    creditTable('Quality standard', credits.byQualityStandard),
    creditTable('Projects in the EU', credits.byEuProject),
    creditTable('Corresponding adjustment', credits.byCorrespondingAdjustment),
  ]);

const WHY: Record<NonNullable<Content['record']['restates']>['reason'], string> = {
  FIGURES: 'as figures changed since',
  PERIOD_ENDED: 'made before its period was over',
  SCHEMA: 'written in an older form',
};

export const restatementsSection = ({ restatements, record }: Content): string =>
  section('Restatements', [
    paragraph(
      record.restates === null
        ? record.version === null
          ? 'Not kept as a version.'
          : 'First version of this report.'
        : `Takes the place of version ${record.restates.version} (SHA-256 ${record.restates.sha256}), ${WHY[record.restates.reason]}, which told ${record.restates.emissionsUg} µg and ${grams(record.restates.creditsCO2)} of credits.`,
    ),
    paragraph(
      `${number(restatements.takenBackRows)} rows (${restatements.takenBackUg} µg) were taken back by newer figures; ${number(restatements.workloadCount)} workloads were settled anew.`,
    ),
    paragraph(
      `${number(restatements.reversalCount)} reversals took ${grams(restatements.reversedCO2)} of credits back; the newest are listed.`,
    ),
    table(
      ['Reversed retirement', 'g', 'Retired', 'Reversed', 'Reason'],
      restatements.reversals.map((one) => [
        ...[one.retirementId, number(one.reversedCO2), one.retiredAt, one.reversedAt, one.reason],
      ]),
    ),
  ]);

export const boundarySection = ({ boundary, rounding }: Content): string =>
  section('Boundary and rounding', [
    facts([
      ...boundary.includes.map((text) => ['Counted', text] as const),
      ...boundary.excludes.map((text) => ['Not counted', text] as const),
      ...rounding.map((text) => ['Rounding', text] as const),
    ]),
  ]);

export const recordSection = ({ record, schema }: Content, sha256: string): string =>
  section('Record', [
    facts([
      ['Version', `${record.version ?? 'not kept'} (${schema})`],
      [record.version === null ? 'Of what was recorded until' : 'Made at', record.generatedAt],
      ['Ledger sequence', String(record.ledgerSequence)],
      ['Emission sequence', String(record.emissionSequence)],
      ['SHA-256 of the content', sha256],
    ]),
  ]);
