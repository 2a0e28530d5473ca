import { toIso } from '@ecobe/carbon';
import type { Basis, ResolvedRegion } from '@ecobe/carbon';
import type {
  CurrentIntensity,
  GridSnapshotReader,
  RouteGreenRequest,
  ZoneIntensity,
} from '@ecobe/contracts';
import { ProblemError, identityOf, requestedRegion, requestedRegions, zoneIntensity } from '@ecobe/contracts';
import { DEFAULT_COST_REFERENCE_USD_PER_HOUR } from '@ecobe/placement';
import type { KnownIntensity, RouteCandidate, RouteInputs, Weights } from '@ecobe/placement';
import { costFigure, figuresByRegion, latencyFigure } from '../../region-knowledge/region-figures';
import type { FiguresByRegion } from '../../region-knowledge/region-figures';

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

/** What the caller says of the regions. */
interface StatedFigures {
  readonly latencies: FiguresByRegion;
  readonly costs: FiguresByRegion;
}

const statedFigures = ({ latencyMsByRegion, costPerHourByRegion }: RouteGreenRequest): StatedFigures => ({
  latencies: figuresByRegion(latencyMsByRegion, '/latencyMsByRegion'),
  costs: figuresByRegion(costPerHourByRegion, '/costPerHourByRegion'),
});

function candidateOf(
  region: ResolvedRegion,
  from: ResolvedRegion | null,
  stated: StatedFigures,
  { current, otherSeries }: ZoneIntensity,
): RouteCandidate {
  return {
    region: region.name,
    zone: region.zone,
    cloudRegion: region.cloudRegion?.id ?? null,
    intensity: current && known(current),
    otherSeries,
    latency: latencyFigure(region, stated.latencies, from),
    cost: costFigure(region, stated.costs),
  };
}

/** Regions that figures are given for without their being candidates, as the caller names them. */
function unlisted(regions: readonly ResolvedRegion[], { latencies, costs }: StatedFigures): string[] {
  const listed = new Set(regions.map(identityOf));
  const ignored = [...latencies, ...costs].filter(([identity]) => !listed.has(identity));
  return [...new Map(ignored.map(([identity, { name }]) => [identity, name])).values()];
}

/**
 * Everything a decision will depend on, gathered from the request, the grid snapshot and the catalogue.
 * @throws ProblemError 400 `UNKNOWN_REGION`, `DUPLICATE_REGION` or `NO_WEIGHT`
 */
export function routeInputs(request: RouteGreenRequest, frame: DecisionFrame): RouteInputs {
  const regions = requestedRegions(request.preferredRegions, '/preferredRegions');
  const from = request.from == null ? null : requestedRegion(request.from, '/from');
  const stated = statedFigures(request);
  const weights = weightsOf(request);
  const basis = request.basis ?? DEFAULT_BASIS;
  const latencyAsked = asksLatency(request);
  requireWeight(weights, latencyAsked);
  return {
    version: 2,
    decisionId: frame.decisionId,
    decidedAt: toIso(frame.nowMs),
    signal: 'average',
    basis,
    scales: {
      maxCarbonGPerKwh: request.maxCarbonGPerKwh ?? frame.defaultMaxCarbonGPerKwh,
      maxLatencyMs: request.maxLatencyMs ?? null,
      costReferenceUsdPerHour: request.costReferenceUsdPerHour ?? DEFAULT_COST_REFERENCE_USD_PER_HOUR,
    },
    weights,
    latencyAsked,
    candidates: regions.map((region) =>
      candidateOf(region, from, stated, zoneIntensity(frame.grid, region.zone, basis)),
    ),
    unlistedRegions: unlisted(regions, stated),
  };
}
