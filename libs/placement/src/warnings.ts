import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import type { Quality } from '@ecobe/carbon';
import type { RouteInputs } from './route-inputs';
import type { RankedRegion, RouteWarning } from './route-outcome';

/** What tells how much a region's value can be trusted. */
export interface Provenance {
  readonly region: string;
  readonly quality: Quality;
  /** End of the span that the value is for, or the issue of the forecast; epoch ms. */
  readonly knownUntilMs: number;
}

/** A value whose span ended longer ago is still used, and the answer says how long. */
const STALE_AFTER_MS = 2 * HOUR_MS;

const inHours = (ms: number): string => `${(ms / HOUR_MS).toFixed(1)} h`;

function staleness(regions: readonly Provenance[], nowMs: number): RouteWarning[] {
  const stale = regions.filter(({ knownUntilMs }) => nowMs - knownUntilMs > STALE_AFTER_MS);
  if (stale.length === 0) return [];
  const ages = stale
    .map(({ region, knownUntilMs }) => `${region} ${inHours(nowMs - knownUntilMs)}`)
    .join(', ');
  return [
    {
      code: 'STALE_DATA',
      detail: `What is known of the carbon intensity ended more than 2 h ago: ${ages}.`,
      regions: stale.map(({ region }) => region),
    },
  ];
}

function simulation(regions: readonly Provenance[]): RouteWarning[] {
  const simulated = regions.filter(({ quality }) => quality === 'simulated').map(({ region }) => region);
  if (simulated.length === 0) return [];
  if (simulated.length === regions.length) {
    const detail = 'All values are simulated: they come from a model, not from any grid.';
    return [{ code: 'SIMULATED_DATA', detail, regions: simulated }];
  }
  return [
    {
      code: 'SIMULATED_AND_REAL_COMPARED',
      detail: `Simulated regions are compared with real ones: ${simulated.join(', ')} simulated.`,
      regions: simulated,
    },
  ];
}

/** Warns of simulated values, alone or beside real ones, and of those that are old at `nowMs`. */
export const provenanceWarnings = (regions: readonly Provenance[], nowMs: number): RouteWarning[] => [
  ...simulation(regions),
  ...staleness(regions, nowMs),
];

function provenanceOf(inputs: RouteInputs, ranked: readonly RankedRegion[]): Provenance[] {
  const known = new Map(inputs.candidates.map(({ region, intensity }) => [region, intensity]));
  return ranked.map(({ region, quality, validAt }) => {
    const spanMs = (known.get(region)?.resolutionMinutes ?? 0) * MINUTE_MS;
    return { region, quality, knownUntilMs: Date.parse(validAt) + spanMs };
  });
}

/** What the reader of this decision should know, from its inputs and the regions that could be chosen. */
export function warningsOf(inputs: RouteInputs, ranked: readonly RankedRegion[]): RouteWarning[] {
  const { latencyAsked, weights, unlistedRegions } = inputs;
  const dropped: RouteWarning = {
    code: 'LATENCY_NOT_CONSIDERED',
    detail:
      'Latency has no weight, because the request gives none: add from, latencyMsByRegion or maxLatencyMs.',
    regions: [],
  };
  const ignored: RouteWarning = {
    code: 'UNLISTED_REGIONS_IGNORED',
    detail: `Figures for regions that preferredRegions does not list were ignored: ${unlistedRegions.join(', ')}.`,
    regions: unlistedRegions,
  };
  return [
    ...(latencyAsked || weights.latency === 0 ? [] : [dropped]),
    ...provenanceWarnings(provenanceOf(inputs, ranked), Date.parse(inputs.decidedAt)),
    ...(unlistedRegions.length > 0 ? [ignored] : []),
  ];
}
