import { latencyBetween, referencePrice } from '@ecobe/carbon';
import type { ResolvedRegion } from '@ecobe/carbon';
import { identityOf, regionsOfMembers } from '@ecobe/contracts';
import type { Figure } from '@ecobe/placement';

/** A figure that the caller gives for a region, under the name that the caller uses. */
interface StatedFigure {
  readonly name: string;
  readonly value: number;
}

/** Figures that the caller gives, by what the region is and not by how its name is written. */
export type FiguresByRegion = ReadonlyMap<string, StatedFigure>;

/**
 * Reads an object that gives some regions a number each.
 * @param pointer JSON pointer of the object in the request
 * @throws ProblemError 400 `UNKNOWN_REGION`, or `DUPLICATE_REGION` when two names stand for one region
 */
export function figuresByRegion(
  stated: Readonly<Record<string, number>> | undefined,
  pointer: string,
): FiguresByRegion {
  if (stated == null) return new Map();
  const values = Object.values(stated);
  const regions = regionsOfMembers(stated, pointer);
  return new Map(
    regions.map((region, index) => [identityOf(region), { name: region.name, value: values[index] ?? NaN }]),
  );
}

const statedFigure = (figures: FiguresByRegion, region: ResolvedRegion): Figure | null => {
  const stated = figures.get(identityOf(region));
  return stated === undefined ? null : { value: stated.value, source: 'request' };
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
  const own = statedFigure(stated, region);
  if (own !== null) return own;
  if (from === null) return { value: null, reason: 'latencyMsByRegion lacks it, and from is not given' };
  return remembered(latencies, `${identityOf(from)} ${identityOf(region)}`, () => {
    const { rttMs, statistic, source } = latencyBetween(from, region);
    return { value: Math.round(rttMs * TENTHS) / TENTHS, source: `catalogue:${source} ${statistic}` };
  });
}

/** Price of a region in USD per hour: the caller's own figure, else the list price of 4 vCPU and 16 GB. */
export function costFigure(region: ResolvedRegion, stated: FiguresByRegion): Figure {
  const own = statedFigure(stated, region);
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
