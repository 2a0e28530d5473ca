import { latencyBetween, referencePrice } from '@ecobe/carbon';
import type { ResolvedRegion } from '@ecobe/carbon';
import type { Figure } from '@ecobe/placement';

/** Figures that the caller gives by region name; what is not an own property is not given. */
export type FiguresByRegion = Readonly<Record<string, number>> | undefined;

const given = (figures: FiguresByRegion, name: string): Figure | null => {
  const value = figures && Object.hasOwn(figures, name) ? figures[name] : undefined;
  return value === undefined ? null : { value, source: 'request' };
};

const TENTHS = 10;

/** Round trip to a region in ms: the caller's own figure, else the catalogue's from the caller's region. */
export function latencyFigure(
  region: ResolvedRegion,
  latencies: FiguresByRegion,
  from: ResolvedRegion | null,
): Figure {
  const own = given(latencies, region.name);
  if (own !== null) return own;
  if (from === null) return { value: null, reason: 'latencyMsByRegion lacks it, and from is not given' };
  const { rttMs, statistic, source } = latencyBetween(from, region);
  return { value: Math.round(rttMs * TENTHS) / TENTHS, source: `catalogue:${source} ${statistic}` };
}

/** Price of a region in USD per hour: the caller's own figure, else the list price of 4 vCPU and 16 GB. */
export function costFigure(region: ResolvedRegion, costs: FiguresByRegion): Figure {
  const own = given(costs, region.name);
  if (own !== null) return own;
  const price = referencePrice(region);
  if (price === null) {
    const reason = region.cloudRegion?.unknown.price ?? 'no list price of 4 vCPU and 16 GB is known';
    return { value: null, reason };
  }
  return { value: price.usdPerHour, source: `catalogue:${price.source} ${price.instance}` };
}
