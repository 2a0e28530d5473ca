import type { ReportCreditGroup, ReportGroup, SustainabilityReportContent } from '@ecobe/contracts';
import { escapedMarkup } from '@ecobe/platform';
import { barChart, daysChart, shareChart } from './report-charts';
import { STYLE, facts, grams, notice, number, paragraph, percent, section, table, tile } from './page-parts';
import { TITLE } from './report-words';

type Content = SustainabilityReportContent;

const DAYS_THAT_FIT = 92;
const MOST_BARS = 12;

/** A page of its own: no script, nothing from elsewhere; made for reading and for printing. */
export function reportPage(content: Content, sha256: string): string {
  const { organizationId, period, notices } = content;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${TITLE}: ${escapedMarkup(organizationId)}</title><style>${STYLE}</style></head><body>`,
    ...notices.map(notice),
    `<header><h1>${TITLE}</h1><p class="who">${escapedMarkup(organizationId)}</p>`,
    `<p>${escapedMarkup(period.from)} to ${escapedMarkup(period.to)} (not included), ${number(period.hours)} hours, UTC</p></header>`,
    tiles(content),
    emissionsSection(content),
    qualitySection(content),
    sciSection(content),
    avoidedSection(content),
    creditsSection(content),
    restatementsSection(content),
    boundarySection(content),
    recordSection(content, sha256),
    '</body></html>',
    '',
  ].join('\n');
}

const tiles = ({ energy, emissions, credits }: Content): string =>
  `<div class="tiles">${[
    tile('Energy', `${number(energy.energyKwh)} kWh`),
    tile('Emissions, location-based', grams(emissions.locationBased.emissionsCO2)),
    tile('Emissions, market-based', 'not available'),
    tile('Credits confirmed by registries, beside', grams(credits.confirmedCO2)),
  ].join('')}</div>`;

const groupTable = (name: string, groups: readonly ReportGroup[]): string =>
  table(
    [name, 'Energy, kWh', 'Emissions, gCO2eq'],
    groups.map(({ group, energyKwh, emissionsCO2 }) => [
      ...[group ?? 'not told', number(energyKwh), number(emissionsCO2)],
    ]),
  );

const descending = (a: bigint, b: bigint): number => (a > b ? -1 : Number(a < b));

const byEmissions = (groups: readonly ReportGroup[]) =>
  [...groups]
    .sort((a, b) => descending(BigInt(a.emissionsUg), BigInt(b.emissionsUg)))
    .slice(0, MOST_BARS)
    .map(({ group, emissionsCO2 }) => ({ name: group ?? 'not told', value: emissionsCO2 }));

function emissionsSection({ emissions }: Content): string {
  const { locationBased, marketBased, marginal, byDay, byMonth, byZone, byWorkloadType } = emissions;
  const isByDay = byDay.length <= DAYS_THAT_FIT;
  return section('Emissions, before and without any credit', [
    facts([
      [
        'Location-based (average intensity)',
        `${grams(locationBased.emissionsCO2)}, ${locationBased.emissionsUg} µg exactly`,
      ],
      [
        'Mean average intensity',
        locationBased.averageGPerKwh === null
          ? 'none without energy'
          : `${number(locationBased.averageGPerKwh)} gCO2eq/kWh`,
      ],
      ['Market-based', `not available. ${marketBased.reason}`],
      [
        'Marginal (never added to the above)',
        marginal.emissionsCO2 === null
          ? `not available. ${marginal.reason ?? ''}`
          : `${grams(marginal.emissionsCO2)} for ${percent(marginal.coveredPercent)} of kWh. ${marginal.note}`,
      ],
    ]),
    daysChart(isByDay ? 'Emissions by day, gCO2eq' : 'Emissions by month, gCO2eq', isByDay ? byDay : byMonth),
    barChart('Emissions by zone, gCO2eq', byEmissions(byZone)),
    barChart('Emissions by type of workload, gCO2eq', byEmissions(byWorkloadType)),
    groupTable('Month', byMonth),
    groupTable('Zone', byZone),
    groupTable('Type of workload', byWorkloadType),
  ]);
}

const qualitySection = ({ dataQuality, factors }: Content): string =>
  section('How well it is known', [
    shareChart(
      'Energy, % of kWh',
      dataQuality.energy.map(({ quality, percent: share }) => ({ name: quality, percent: share })),
    ),
    shareChart(
      'Intensity, % of kWh',
      dataQuality.intensity.map(({ quality, percent: share }) => ({ name: quality, percent: share })),
    ),
    table(
      ['Source', 'Version', 'Method', 'Quality', 'Energy, kWh', 'Emissions, gCO2eq'],
      factors.map((factor) => [
        ...[factor.source, factor.factorVersion, factor.method, factor.quality],
        ...[number(factor.energyKwh), number(factor.emissionsCO2)],
      ]),
    ),
  ]);

const sciSection = ({ sci }: Content): string =>
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

const avoidedSection = ({ avoided }: Content): string =>
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

const creditsSection = ({ credits }: Content): string =>
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

const restatementsSection = ({ restatements, record }: Content): string =>
  section('Restatements', [
    paragraph(
      record.restates === null
        ? 'First version of this report.'
        : `Takes the place of version ${record.restates.version} (SHA-256 ${record.restates.sha256}), which told ${record.restates.emissionsUg} µg and ${grams(record.restates.creditsCO2)} of credits.`,
    ),
    paragraph(
      `${number(restatements.takenBackRows)} rows (${restatements.takenBackUg} µg) were taken back by newer figures; ${number(restatements.workloadCount)} workloads were settled anew.`,
    ),
    table(
      ['Reversed retirement', 'g', 'Retired', 'Reversed', 'Reason'],
      restatements.reversals.map((one) => [
        ...[one.retirementId, number(one.reversedCO2), one.retiredAt, one.reversedAt, one.reason],
      ]),
    ),
  ]);

const boundarySection = ({ boundary, rounding }: Content): string =>
  section('Boundary and rounding', [
    facts([
      ...boundary.includes.map((text) => ['Counted', text] as const),
      ...boundary.excludes.map((text) => ['Not counted', text] as const),
      ...rounding.map((text) => ['Rounding', text] as const),
    ]),
  ]);

const recordSection = ({ record, schema }: Content, sha256: string): string =>
  section('Record', [
    facts([
      ['Version', `${record.version} (${schema})`],
      ['Made at', record.generatedAt],
      ['Ledger sequence', String(record.ledgerSequence)],
      ['Emission sequence', String(record.emissionSequence)],
      ['SHA-256 of the content', sha256],
    ]),
  ]);
