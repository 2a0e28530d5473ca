import { cloudRegionsOfZone, findZone } from './catalogue';
import { greatCircleKm, middleOf } from './geography';
import type { Place } from './geography';
import { AWS_LATENCY } from './latency/aws';
import { AZURE_LATENCY } from './latency/azure';
import { pairKey } from './latency.table';
import type { ResolvedRegion } from './resolve-region';
import type { SourceKey } from './sources';

/** Round trip between two regions. */
export interface Latency {
  readonly rttMs: number;
  readonly statistic: 'p50' | 'p95' | 'distance';
  readonly source: SourceKey;
  /** True where nobody measured this pair and the distance was used. */
  readonly estimated: boolean;
}

const MS_PER_1000_KM = 17.6;
const INSIDE_REGION_MS = 3;
const MEASURED = [AWS_LATENCY, AZURE_LATENCY];

/**
 * Round trip in ms: the measured pair in either direction, else 17.6 ms per 1000 km of great circle and at least 3 ms.
 * A bare zone stands in the middle of the cloud regions it feeds (where its machines are), else at its centre.
 */
export function latencyBetween(from: ResolvedRegion, to: ResolvedRegion): Latency {
  return (
    measured(from, to) ?? {
      rttMs: Math.max(INSIDE_REGION_MS, (MS_PER_1000_KM * greatCircleKm(placeOf(from), placeOf(to))) / 1000),
      statistic: 'distance',
      source: 'latencyFit',
      estimated: true,
    }
  );
}

function measured(from: ResolvedRegion, to: ResolvedRegion): Latency | undefined {
  const [a, b] = [from.cloudRegion, to.cloudRegion];
  if (a === null || b?.provider !== a.provider) return undefined;
  const set = MEASURED.find(({ provider }) => provider === a.provider);
  const rttMs =
    set?.rttMsByPair.get(pairKey(a.name, b.name)) ?? set?.rttMsByPair.get(pairKey(b.name, a.name));
  if (set === undefined || rttMs === undefined) return undefined;
  return { rttMs, statistic: set.statistic, source: set.source, estimated: false };
}

function placeOf(region: ResolvedRegion): Place {
  if (region.cloudRegion !== null) return region.cloudRegion;
  const sites = cloudRegionsOfZone(region.zone);
  if (sites.length > 0) return middleOf(sites);
  const zone = findZone(region.zone);
  if (zone === undefined) throw new RangeError(`${region.zone} is no zone of the catalogue`);
  return zone;
}
