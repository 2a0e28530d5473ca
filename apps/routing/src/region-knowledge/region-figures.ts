import { latencyBetween, referencePrice } from '@ecobe/carbon';
import type { ResolvedRegion } from '@ecobe/carbon';
import type { Figure } from '@ecobe/placement';
import { identityOf } from './requested-regions';

/** Figures that the caller gives by region name; what is not an own property is not given. */
export type FiguresByRegion = Readonly<Record<string, number>> | undefined;

const statedFigure = (figures: FiguresByRegion, name: string): Figure | null => {
  const value = figures && Object.hasOwn(figures, name) ? figures[name] : undefined;
  return value === undefined ? null : { value, source: 'request' };
};

const TENTHS = 10;

/** The catalogue never changes while the process runs, so a figure is worked out once. Regions and pairs are finite. */
const latencies = new Map<string, Figure>();
const prices = new Map<string, Figure>();

function remembered(known: Map<string, Figure>, key: string, work: () => Figure): Figure {
  const earlier = known.get(key);
  if (earlier !== undefined) return earlier;
  const figure = work();
  known.set(key, figure);
  return figure;
}

/** Round trip to a region in ms: the caller's own figure, else the catalogue's from the caller's region. */
export function latencyFigure(
  region: ResolvedRegion,
  stated: FiguresByRegion,
  from: ResolvedRegion | null,
): Figure {
  const own = statedFigure(stated, region.name);
  if (own !== null) return own;
  if (from === null) return { value: null, reason: 'latencyMsByRegion lacks it, and from is not given' };
  return remembered(latencies, `${identityOf(from)} ${identityOf(region)}`, () => {
    const { rttMs, statistic, source } = latencyBetween(from, region);
    return { value: Math.round(rttMs * TENTHS) / TENTHS, source: `catalogue:${source} ${statistic}` };
  });
}

/** Price of a region in USD per hour: the caller's own figure, else the list price of 4 vCPU and 16 GB. */
export function costFigure(region: ResolvedRegion, stated: FiguresByRegion): Figure {
  const own = statedFigure(stated, region.name);
  if (own !== null) return own;
  return remembered(prices, identityOf(region), () => {
    const price = referencePrice(region);
    if (price === null) {
      const reason = region.cloudRegion?.unknown.price ?? 'no list price of 4 vCPU and 16 GB is known';
      return { value: null, reason };
    }
    return { value: price.usdPerHour, source: `catalogue:${price.source} ${price.instance}` };
  });
}
