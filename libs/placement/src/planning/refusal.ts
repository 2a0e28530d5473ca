import type { PlacementWeights, WorkRegion, WorkToPlace } from './work';

/** Why a region is no place for work. */
export interface RegionRefusal {
  readonly region: string;
  readonly code:
    | 'NO_FORECAST'
    | 'ABOVE_MAX_LATENCY'
    | 'LATENCY_UNKNOWN'
    | 'ABOVE_MAX_COST'
    | 'COST_UNKNOWN'
    | 'DOES_NOT_FIT'
    | 'NO_ROOM';
  readonly reason: string;
}

/**
 * Why the limits or the weights of work leave a region out, or null; home is always allowed. An unknown figure never passes
 * a limit, and an unknown price, of the region or of home, is never weighed as if it were nothing.
 */
export function limitRefusal(
  place: WorkRegion,
  work: WorkToPlace,
  weights: PlacementWeights,
): RegionRefusal | null {
  if (place === work.home) return null;
  return (
    latencyRefusal(place, work.maxLatencyMs) ??
    costRefusal(place, work.maxUsdPerHour) ??
    (weights.cost > 0 ? unweighable(place, work.home) : null)
  );
}

function unweighable({ region, usdPerHour }: WorkRegion, home: WorkRegion): RegionRefusal | null {
  if (usdPerHour === null)
    return { region, code: 'COST_UNKNOWN', reason: 'its cost is weighed, and is not known' };
  if (home.usdPerHour !== null) return null;
  const reason = `its cost is weighed against that of ${home.region}, which is not known`;
  return { region, code: 'COST_UNKNOWN', reason };
}

function latencyRefusal({ region, latencyMs }: WorkRegion, maxMs: number | null): RegionRefusal | null {
  if (maxMs === null) return null;
  if (latencyMs === null)
    return { region, code: 'LATENCY_UNKNOWN', reason: `its latency cannot be held against ${maxMs} ms` };
  if (latencyMs <= maxMs) return null;
  return {
    region,
    code: 'ABOVE_MAX_LATENCY',
    reason: `${latencyMs} ms is above the limit of ${maxMs} ms`,
  };
}

function costRefusal({ region, usdPerHour }: WorkRegion, maxUsd: number | null): RegionRefusal | null {
  if (maxUsd === null) return null;
  if (usdPerHour === null)
    return { region, code: 'COST_UNKNOWN', reason: `its cost cannot be held against ${maxUsd} USD/h` };
  if (usdPerHour <= maxUsd) return null;
  return { region, code: 'ABOVE_MAX_COST', reason: `${usdPerHour} USD/h is above the limit of ${maxUsd}` };
}
