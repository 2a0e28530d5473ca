import { DAY_MS, toIso } from '@ecobe/carbon';
import type { ReportGroup, SustainabilityReportContent } from '@ecobe/contracts';
import { escapedMarkup } from '@ecobe/platform';
import { barChart, columnChart, shareChart } from './report-charts';
import { STYLE, facts, grams, notice, number, percent, section, table, tile } from './page-parts';
import {
  avoidedSection,
  boundarySection,
  creditsSection,
  recordSection,
  restatementsSection,
  sciSection,
} from './page-sections';
import { TITLE } from './report-words';

type Content = SustainabilityReportContent;

const DAYS_THAT_FIT = 92;
const MOST_BARS = 12;
const HOURS_OF_DAY = 24;
const DAY_LETTERS = 'YYYY-MM-DD'.length;
const MONTH_LETTERS = 'YYYY-MM'.length;

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

/** Days or months that a period touches, by the first letters of their instants. */
function namesIn({ from, to }: Content['period'], letters: number): string[] {
  const names = new Set<string>();
  const firstMs = Math.floor(Date.parse(from) / DAY_MS) * DAY_MS;
  for (let ms = firstMs; ms < Date.parse(to); ms += DAY_MS) names.add(toIso(ms).slice(0, letters));
  return [...names];
}

function emissionsSection({ emissions, period }: Content): string {
  const { locationBased, marketBased, marginal, byDay, byMonth, byZone, byWorkloadType } = emissions;
  const isByDay = period.hours <= DAYS_THAT_FIT * HOURS_OF_DAY;
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
    isByDay
      ? columnChart('Emissions by day, gCO2eq', namesIn(period, DAY_LETTERS), byDay)
      : columnChart('Emissions by month, gCO2eq', namesIn(period, MONTH_LETTERS), byMonth),
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
