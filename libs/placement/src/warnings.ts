import type { RouteInputs } from './route-inputs';
import type { RankedRegion, RouteWarning } from './route-outcome';

/** What tells how much a region's value can be trusted. */
type Provenance = Pick<RankedRegion, 'region' | 'quality' | 'ageSeconds'>;

/** A value older than this is still used, and the answer says how old it is. */
const STALE_AFTER_SECONDS = 2 * 3600;

const inHours = (seconds: number): string => `${(seconds / 3600).toFixed(1)} h`;

function staleness(ranked: readonly Provenance[]): RouteWarning[] {
  const stale = ranked.filter(({ ageSeconds }) => ageSeconds > STALE_AFTER_SECONDS);
  if (stale.length === 0) return [];
  const ages = stale.map(({ region, ageSeconds }) => `${region} ${inHours(ageSeconds)}`).join(', ');
  return [
    {
      code: 'STALE_DATA',
      detail: `The last known carbon intensity is older than 2 h: ${ages}.`,
      regions: stale.map(({ region }) => region),
    },
  ];
}

function mixedReality(ranked: readonly Provenance[]): RouteWarning[] {
  const simulated = ranked.filter(({ quality }) => quality === 'simulated').map(({ region }) => region);
  if (simulated.length === 0 || simulated.length === ranked.length) return [];
  return [
    {
      code: 'SIMULATED_AND_REAL_COMPARED',
      detail: `Simulated regions are compared with real ones: ${simulated.join(', ')} simulated.`,
      regions: simulated,
    },
  ];
}

/** Warns of old values, and of simulated regions beside real ones. */
export const provenanceWarnings = (regions: readonly Provenance[]): RouteWarning[] => [
  ...mixedReality(regions),
  ...staleness(regions),
];

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
    ...provenanceWarnings(ranked),
    ...(unlistedRegions.length > 0 ? [ignored] : []),
  ];
}
