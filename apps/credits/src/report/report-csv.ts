import type { ReportFigures, SustainabilityReportContent } from '@ecobe/contracts';
import { csvOf } from '@ecobe/ledger';
import { labelOf } from './claims';
import { creditLines, restatementLines } from './csv-credits';
import type { Cell, Line } from './csv-line';
import { ESRS } from './esrs-datapoints.data';

const HEADER = ['section', 'item', 'group', 'value', 'unit', 'esrsDatapoint', 'note'];

/** The figures of a report as lines for a spreadsheet; the order of sections and columns never changes. */
export const reportCsv = (content: SustainabilityReportContent, sha256: string): string =>
  csvOf([
    HEADER,
    ...recordLines(content, sha256),
    ...emissionLines(content),
    ...qualityLines(content),
    ...sciLines(content),
    ...avoidedLines(content),
    ...creditLines(content),
    ...restatementLines(content),
  ]);

function recordLines(
  { organizationId, period, record, ...content }: SustainabilityReportContent,
  sha256: string,
): Line[] {
  const line = (item: string, value: Cell, note: Cell = null): Line => [
    'record',
    item,
    null,
    value,
    '',
    '',
    note,
  ];
  return [
    ...content.notices.map((notice) => line('notice', notice)),
    line('organization', organizationId),
    line('periodFrom', period.from),
    line('periodTo', period.to, 'not included'),
    line('isPeriodOver', String(period.isOver)),
    ...content.boundary.includes.map((text) => line('boundaryIncludes', text)),
    ...content.boundary.excludes.map((text) => line('boundaryExcludes', text)),
    ...content.rounding.map((text) => line('rounding', text)),
    line('version', record.version),
    line('generatedAt', record.generatedAt),
    line('ledgerSequence', record.ledgerSequence),
    line('emissionSequence', record.emissionSequence),
    line('restatesVersion', record.restates?.version ?? null),
    line('restatesReason', record.restates?.reason ?? null),
    line('restatesSha256', record.restates?.sha256 ?? null),
    line('sha256', sha256, 'of the canonical JSON of the content'),
  ];
}

const figureLines = (
  section: string,
  group: Cell,
  { energyKwh, emissionsUg }: ReportFigures,
  note: Cell,
): Line[] => [
  [section, 'energy', group, energyKwh, 'kWh', '', note],
  [section, 'emissionsLocationBased', group, emissionsUg, 'ugCO2eq', '', note],
];

function emissionLines({ energy, emissions, factors }: SustainabilityReportContent): Line[] {
  const { locationBased, marketBased, marginal } = emissions;
  return [
    ['emissions', 'energy', null, energy.energyKwh, 'kWh', ESRS.energy, null],
    [
      'emissions',
      'locationBased',
      null,
      locationBased.emissionsUg,
      'ugCO2eq',
      ESRS.locationBased,
      'average signal, exact',
    ],
    [
      'emissions',
      'locationBasedRounded',
      null,
      locationBased.emissionsCO2,
      'gCO2eq',
      ESRS.locationBased,
      'average signal',
    ],
    ['emissions', 'averageIntensity', null, locationBased.averageGPerKwh, 'gCO2eq/kWh', '', 'average signal'],
    ['emissions', 'marketBased', null, null, 'gCO2eq', ESRS.marketBased, marketBased.reason],
    ['marginal', 'emissions', null, marginal.emissionsUg, 'ugCO2eq', '', marginal.reason ?? marginal.note],
    ['marginal', 'coveredEnergy', null, marginal.coveredPercent, '% of kWh', '', 'marginal signal'],
    ...emissions.byMonth.flatMap((month) => figureLines('byMonth', month.group, month, null)),
    ...emissions.byDay.flatMap((day) => figureLines('byDay', day.group, day, null)),
    ...emissions.byZone.flatMap((zone) => figureLines('byZone', zone.group, zone, null)),
    ...emissions.byWorkloadType.flatMap((type) => figureLines('byWorkloadType', type.group, type, null)),
    ...factors.flatMap((factor) =>
      figureLines(
        'factors',
        labelOf(`${factor.source} ${factor.factorVersion}`),
        factor,
        `${factor.method}, ${factor.quality}`,
      ),
    ),
  ];
}

const qualityLines = ({ dataQuality }: SustainabilityReportContent): Line[] => [
  ...dataQuality.energy.map(({ quality, percent }): Line => [
    'energyQuality',
    'share',
    quality,
    percent,
    '% of kWh',
    '',
    null,
  ]),
  ...dataQuality.intensity.map(({ quality, percent }): Line => [
    ...(['intensityQuality', 'share', quality, percent, '% of kWh', '', null] as const),
  ]),
];

const sciLines = ({ sci }: SustainabilityReportContent): Line[] => [
  ...sci.units.flatMap((unit): Line[] => {
    const line = (item: string, value: Cell, of: string, note: Cell = null): Line => [
      ...(['sci', item, unit.functionalUnit, value, of, '', note] as const),
    ];
    return [
      line('sci', unit.sciUgPerUnit, 'ugCO2eq/unit', unit.embodiedReason),
      line('operational', unit.operationalUg, 'ugCO2eq'),
      line('embodied', unit.embodiedUg, 'ugCO2eq', unit.embodiedReason),
      line('units', unit.unitCount, 'units'),
    ];
  }),
  ['sci', 'notCountedWorkloads', null, sci.notCounted.workloadCount, 'workloads', '', sci.notCounted.reason],
];

const avoidedLines = ({ avoided }: SustainabilityReportContent): Line[] => [
  ['avoided', 'total', null, avoided.avoidedUg, 'ugCO2eq', '', avoided.reason ?? avoided.note],
  ...avoided.byMethod.flatMap(({ method, baselineUg, avoidedUg }): Line[] => [
    ['avoided', 'baseline', method, baselineUg, 'ugCO2eq', '', null],
    ['avoided', 'avoided', method, avoidedUg, 'ugCO2eq', '', 'negative where it was worse'],
  ]),
  [
    ...(['avoided', 'notComparedWorkloads', null, avoided.notCompared.workloadCount] as const),
    ...(['workloads', '', avoided.notCompared.reason] as const),
  ],
];
