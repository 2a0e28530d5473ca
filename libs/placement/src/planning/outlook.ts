import { costUntil, endSlot, firstSlot, hourlyCosts } from './hourly-costs';
import type { HourlyCosts } from './hourly-costs';
import { SLOTS_PER_HOUR } from './slot';
import type { SlotRun } from './slot';
import type { RegionRoom } from './timing';

/** What the next hours of a region will be like, by forecast. */
export interface RegionOutlook {
  readonly region: string;
  /** Grams that one kW emits in a slot, hour by hour, gCO2eq. */
  readonly grams: HourlyCosts;
  /**
   * What a slot of one kW counts for when places are compared: the grams, and what the room itself is worth to others
   * where it is scarce, gCO2eq.
   */
  readonly weighed: HourlyCosts;
  /** Null where nobody else is known to run there. */
  readonly room: RegionRoom | null;
}

/** @param firstHour hours from the epoch @param gPerKwh hourly forecast from then on, all known */
export function regionOutlook(region: string, firstHour: number, gPerKwh: ArrayLike<number>): RegionOutlook {
  const grams = hourlyCosts(
    firstHour,
    Float64Array.from(gPerKwh, (value) => value / SLOTS_PER_HOUR),
  );
  return { region, grams, weighed: grams, room: null };
}

/** The same outlook beside what others have reserved. */
export const withRoom = (outlook: RegionOutlook, room: RegionRoom): RegionOutlook => ({ ...outlook, room });

/** The same outlook where room has a price. @param pricesGPerKwh of each hour, >= 0 */
export function withRoomPrices(outlook: RegionOutlook, pricesGPerKwh: ArrayLike<number>): RegionOutlook {
  const { firstHour, values } = outlook.grams;
  const weighed = values.map((grams, i) => grams + (pricesGPerKwh[i] ?? 0) / SLOTS_PER_HOUR);
  return { ...outlook, weighed: hourlyCosts(firstHour, weighed) };
}

/** Grams of work over some slots; null where the outlook does not cover them. */
export function gramsOf({ grams }: RegionOutlook, runs: readonly SlotRun[], powerKw: number): number | null {
  const isCovered = runs.every(({ from, until }) => from >= firstSlot(grams) && until <= endSlot(grams));
  if (!isCovered) return null;
  return (
    powerKw * runs.reduce((sum, { from, until }) => sum + costUntil(grams, until) - costUntil(grams, from), 0)
  );
}
