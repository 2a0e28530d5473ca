import { cloudRegionsOfZone } from './catalogue';
import type { ResolvedRegion } from './resolve-region';
import type { SourceKey } from './sources';

/** Price of one hour of a 4 vCPU, 16 GB machine. */
export interface ReferencePrice {
  readonly usdPerHour: number;
  /** The machine, or what the median was taken over. */
  readonly instance: string;
  readonly source: SourceKey;
  /** True where this is a median over other regions rather than a list price. */
  readonly derived: boolean;
}

const isGeneralClass = (machine: { vcpus: number; memoryGb: number; gpus: number }): boolean =>
  machine.vcpus === 4 && machine.memoryGb === 16 && machine.gpus === 0;

/**
 * What a 4 vCPU, 16 GB machine costs per hour, in USD, on demand. A cloud region has its own list price; a bare zone has
 * the median over the cloud regions it feeds. Null where none is published: a price is never taken from another provider.
 */
export function referencePrice(region: ResolvedRegion): ReferencePrice | null {
  if (region.cloudRegion !== null) {
    const { price } = region.cloudRegion;
    if (price === null || !isGeneralClass(price)) return null;
    return { usdPerHour: price.usdPerHour, instance: price.instance, source: price.source, derived: false };
  }
  const prices = cloudRegionsOfZone(region.zone)
    .flatMap(({ price }) => (price && isGeneralClass(price) ? [price.usdPerHour] : []))
    .sort((a, b) => a - b);
  const usdPerHour = medianOf(prices);
  if (usdPerHour === null) return null;
  return {
    usdPerHour,
    instance: `median of ${prices.length} cloud regions`,
    source: 'zonePrice',
    derived: true,
  };
}

function medianOf(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
