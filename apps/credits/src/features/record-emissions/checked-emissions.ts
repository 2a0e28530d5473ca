import { HOUR_MS, MAX_PLAUSIBLE_G_PER_KWH, QUALITIES, findZone } from '@ecobe/carbon';
import { MAX_UNIT_COUNT, ORGANIZATION_ID, UNIT_NAME, UNIT_NAME_RULE } from '@ecobe/contracts';
import type { WorkloadEmissions } from '@ecobe/contracts';
import { invalid } from '../../credit/problems';

const LONGEST_TEXT = 1_000;
const LARGEST_REVISION = 2 ** 31 - 1;
/** Of one workload: what fits a row in microwatthours and micrograms. */
const LARGEST_KWH = 1e9;
const LARGEST_G = 1e12;
/** Each month has a part of the log of its own: an instant gone astray is to make none. */
const EARLIEST_MS = Date.UTC(2000, 0);
const END_MS = Date.UTC(2100, 0);
const ENERGY_QUALITIES: readonly unknown[] = ['measured', 'modelled', 'estimated'];

type Part = WorkloadEmissions['parts'][number];
/** Where it stands, whether it is right, and what is. */
type Check = readonly [pointer: string, isRight: boolean, rule: string];

const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= LONGEST_TEXT;
const isFrom0 = (value: unknown, most: number): boolean =>
  typeof value === 'number' && value >= 0 && value <= most;
const isList = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const whoChecks = (emissions: WorkloadEmissions): Check[] => [
  [
    '/organizationId',
    ORGANIZATION_ID.test(String(emissions.organizationId)),
    'must be 1 to 100 visible ASCII characters',
  ],
  ['/workloadId', isText(emissions.workloadId), 'must be a text'],
  [
    '/revision',
    Number.isInteger(emissions.revision) && emissions.revision > 0 && emissions.revision <= LARGEST_REVISION,
    'must be a whole number from 1 on',
  ],
  [
    '/workloadType',
    emissions.workloadType === null || isText(emissions.workloadType),
    'must be a text or null',
  ],
  ...(['method', 'source', 'factorVersion'] as const).map((name): Check => [
    `/${name}`,
    isText(emissions[name]),
    'must be a text',
  ]),
  ['/quality', QUALITIES.includes(emissions.quality), `must be one of ${QUALITIES.join(', ')}`],
  [
    '/energyQuality',
    ENERGY_QUALITIES.includes(emissions.energyQuality),
    `must be one of ${ENERGY_QUALITIES.join(', ')}`,
  ],
];

function comparisonChecks({ functionalUnit: unit, embodiedG, baseline }: WorkloadEmissions): Check[] {
  const count = unit?.count;
  return [
    ['/functionalUnit/name', unit == null || UNIT_NAME.test(String(unit.name)), UNIT_NAME_RULE],
    [
      '/functionalUnit/count',
      unit == null || (isFrom0(count, MAX_UNIT_COUNT) && count !== 0),
      `must be more than 0, at most ${MAX_UNIT_COUNT}`,
    ],
    [
      '/embodiedG',
      embodiedG == null || isFrom0(embodiedG, LARGEST_G),
      `must be 0 to ${LARGEST_G} g, or null`,
    ],
    [
      '/baseline/emissionsG',
      baseline == null || isFrom0(baseline.emissionsG, LARGEST_G),
      `must be 0 to ${LARGEST_G} g`,
    ],
    ['/baseline/method', baseline == null || isText(baseline.method), 'must be a text'],
  ];
}

const hourChecks = (hour: Part['hours'][number], pointer: string): Check[] => [
  [
    `${pointer}/hourAt`,
    Date.parse(hour.hourAt) % HOUR_MS === 0,
    `${hour.hourAt} is not the start of an hour`,
  ],
  [
    `${pointer}/hourAt`,
    Date.parse(hour.hourAt) >= EARLIEST_MS && Date.parse(hour.hourAt) < END_MS,
    `${hour.hourAt} is not in the years 2000 to 2099`,
  ],
  [
    `${pointer}/runMs`,
    Number.isInteger(hour.runMs) && hour.runMs > 0 && hour.runMs <= HOUR_MS,
    `must be 1 to ${HOUR_MS} ms`,
  ],
  ...(['averageGPerKwh', 'marginalGPerKwh'] as const).map((name): Check => [
    `${pointer}/${name}`,
    isFrom0(hour[name], MAX_PLAUSIBLE_G_PER_KWH) || (name === 'marginalGPerKwh' && hour[name] === null),
    `must be 0 to ${MAX_PLAUSIBLE_G_PER_KWH} gCO2eq/kWh`,
  ]),
];

const partChecks = ({ zone, energyKwh, hours }: Part, pointer: string): Check[] => [
  [`${pointer}/zone`, findZone(zone) !== undefined, `${zone} is no zone`],
  [`${pointer}/energyKwh`, isFrom0(energyKwh, LARGEST_KWH), `must be 0 to ${LARGEST_KWH} kWh`],
  [`${pointer}/hours`, isList(hours), 'must name the hours in which it ran'],
];

/** Requires what services tell to be what their contract says. @throws ProblemError 400 `INVALID_INPUT` with the pointer */
export function requireEmissions(emissions: WorkloadEmissions): void {
  const { parts } = emissions;
  requireAll([...whoChecks(emissions), ...comparisonChecks(emissions)]);
  requireAll([['/parts', isList(parts), 'must name where it ran']]);
  requireAll(parts.flatMap((part, index) => partChecks(part, `/parts/${index}`)));
  requireAll(
    parts.flatMap(({ hours }, index) =>
      hours.flatMap((hour, at) => hourChecks(hour, `/parts/${index}/hours/${at}`)),
    ),
  );
}

function requireAll(checks: readonly Check[]): void {
  for (const [pointer, isRight, rule] of checks) if (!isRight) throw invalid(pointer, rule);
}
