import { SLOTS_PER_HOUR } from './slot';

/**
 * What a slot of an hour costs, hour by hour, in whatever unit the caller weighs by. Hours are counted from the epoch;
 * `values[i]` is the cost of one slot in hour `firstHour + i`.
 */
export interface HourlyCosts {
  readonly firstHour: number;
  readonly values: Float64Array;
  /** `sums[i]` = cost of all slots of the first i hours. */
  readonly sums: Float64Array;
}

/** @throws RangeError for a cost that is not finite: nothing can be planned over an hour that nobody knows. */
export function hourlyCosts(firstHour: number, values: Float64Array): HourlyCosts {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) throw new RangeError(`cost ${value} of hour ${firstHour + i} is not finite`);
    sums[i + 1] = (sums[i] ?? 0) + SLOTS_PER_HOUR * value;
  }
  return { firstHour, values, sums };
}

/** First slot that has a cost, and the one after the last. */
export const firstSlot = ({ firstHour }: HourlyCosts): number => firstHour * SLOTS_PER_HOUR;
export const endSlot = ({ firstHour, values }: HourlyCosts): number =>
  (firstHour + values.length) * SLOTS_PER_HOUR;

/** Cost of all slots from the first to `slot`, exclusive. */
export function costUntil({ firstHour, values, sums }: HourlyCosts, slot: number): number {
  const offset = slot - firstHour * SLOTS_PER_HOUR;
  const hour = Math.floor(offset / SLOTS_PER_HOUR);
  const part = offset - hour * SLOTS_PER_HOUR;
  return (sums[hour] ?? NaN) + (part === 0 ? 0 : part * (values[hour] ?? NaN));
}
