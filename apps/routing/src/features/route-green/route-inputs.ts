import { toIso } from '@ecobe/carbon';
import type { Basis, ResolvedRegion } from '@ecobe/carbon';
import type { CurrentIntensity, GridSnapshotReader, RouteGreenRequest } from '@ecobe/contracts';
import { ProblemError } from '@ecobe/contracts';
import { DEFAULT_COST_REFERENCE_USD_PER_HOUR } from '@ecobe/placement';
import type { KnownIntensity, RouteCandidate, RouteInputs, Weights } from '@ecobe/placement';
import { costFigure, latencyFigure } from '../../region-knowledge/region-figures';
import { requestedRegion, requestedRegions } from '../../region-knowledge/requested-regions';
import { zoneIntensity } from '../../region-knowledge/zone-intensity';

const DEFAULT_WEIGHTS: Weights = { carbon: 0.5, latency: 0.3, cost: 0.2 };
const DEFAULT_BASIS: Basis = 'lifecycle';

/** Which decision it is, and what it is made on. */
export interface DecisionFrame {
  readonly decisionId: string;
  readonly nowMs: number;
  readonly grid: GridSnapshotReader;
  readonly defaultMaxCarbonGPerKwh: number;
}

const known = ({
  signal,
  basis,
  carbonIntensity,
  source,
  quality,
  validAt,
  resolutionMinutes,
}: CurrentIntensity): KnownIntensity => ({
  signal,
  basis,
  carbonIntensity,
  source,
  quality,
  validAt,
  resolutionMinutes,
});

const weightsOf = (request: RouteGreenRequest): Weights => ({
  carbon: request.carbonWeight ?? DEFAULT_WEIGHTS.carbon,
  latency: request.latencyWeight ?? DEFAULT_WEIGHTS.latency,
  cost: request.costWeight ?? DEFAULT_WEIGHTS.cost,
});

/** Whether the request says anything about latency; an empty map says nothing. */
const asksLatency = ({ from, maxLatencyMs, latencyMsByRegion }: RouteGreenRequest): boolean =>
  (from ?? maxLatencyMs ?? null) !== null || Object.keys(latencyMsByRegion ?? {}).length > 0;

function requireWeight(weights: Weights, latencyAsked: boolean): void {
  if (weights.carbon > 0 || weights.cost > 0 || (latencyAsked && weights.latency > 0)) return;
  const detail =
    weights.latency > 0
      ? 'only latency has a weight, but the request gives no latency: add from, latencyMsByRegion or maxLatencyMs'
      : 'at least one of carbonWeight, latencyWeight and costWeight must be above 0';
  throw new ProblemError({
    status: 400,
    code: 'NO_WEIGHT',
    title: 'No weight',
    detail,
    errors: [{ pointer: '/carbonWeight', detail }],
  });
}

function candidateOf(
  region: ResolvedRegion,
  from: ResolvedRegion | null,
  request: RouteGreenRequest,
  grid: GridSnapshotReader,
): RouteCandidate {
  const { current, otherSeries } = zoneIntensity(grid, region.zone, request.basis ?? DEFAULT_BASIS);
  return {
    region: region.name,
    zone: region.zone,
    cloudRegion: region.cloudRegion?.id ?? null,
    intensity: current && known(current),
    otherSeries,
    latency: latencyFigure(region, request.latencyMsByRegion, from),
    cost: costFigure(region, request.costPerHourByRegion),
  };
}

function unlisted({ preferredRegions, latencyMsByRegion, costPerHourByRegion }: RouteGreenRequest): string[] {
  const named = [...Object.keys(latencyMsByRegion ?? {}), ...Object.keys(costPerHourByRegion ?? {})];
  return [...new Set(named)].filter((name) => !preferredRegions.includes(name));
}

/**
 * Everything a decision will depend on, gathered from the request, the grid snapshot and the catalogue.
 * @throws ProblemError 400 `UNKNOWN_REGION`, `DUPLICATE_REGION` or `NO_WEIGHT`
 */
export function routeInputs(request: RouteGreenRequest, frame: DecisionFrame): RouteInputs {
  const regions = requestedRegions(request.preferredRegions, '/preferredRegions');
  const from = request.from == null ? null : requestedRegion(request.from, '/from');
  const weights = weightsOf(request);
  const latencyAsked = asksLatency(request);
  requireWeight(weights, latencyAsked);
  return {
    version: 2,
    decisionId: frame.decisionId,
    decidedAt: toIso(frame.nowMs),
    signal: 'average',
    basis: request.basis ?? DEFAULT_BASIS,
    scales: {
      maxCarbonGPerKwh: request.maxCarbonGPerKwh ?? frame.defaultMaxCarbonGPerKwh,
      maxLatencyMs: request.maxLatencyMs ?? null,
      costReferenceUsdPerHour: request.costReferenceUsdPerHour ?? DEFAULT_COST_REFERENCE_USD_PER_HOUR,
    },
    weights,
    latencyAsked,
    candidates: regions.map((region) => candidateOf(region, from, request, frame.grid)),
    unlistedRegions: unlisted(request),
  };
}
