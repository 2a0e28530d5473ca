import { SLOTS_PER_HOUR } from './slot';

/**
 * What a slot of an hour costs, hour by hour, in whatever unit the caller weighs by. Hours are counted from the epoch;
 * `values[i]` is the cost of one slot in hour `firstHour + i`.
 */
export interface HourlyCosts {
  readonly firstHour: number;
  readonly values: Float64Array;
  /** `until[i]` = cost of the first i slots: works are many, and each asks for all starts that it could have. */
  readonly until: Float64Array;
}

/** @throws RangeError for a cost that is not finite: nothing can be planned over an hour that nobody knows. */
export function hourlyCosts(firstHour: number, values: Float64Array): HourlyCosts {
  const until = new Float64Array(SLOTS_PER_HOUR * values.length + 1);
  let wholeHours = 0;
  for (const [i, value] of values.entries()) {
    if (!Number.isFinite(value)) throw new RangeError(`cost ${value} of hour ${firstHour + i} is not finite`);
    for (let part = 1; part < SLOTS_PER_HOUR; part++)
      until[SLOTS_PER_HOUR * i + part] = wholeHours + part * value;
    wholeHours += SLOTS_PER_HOUR * value;
    until[SLOTS_PER_HOUR * (i + 1)] = wholeHours;
  }
  return { firstHour, values, until };
}

/** First slot that has a cost, and the one after the last. */
export const firstSlot = ({ firstHour }: HourlyCosts): number => firstHour * SLOTS_PER_HOUR;
export const endSlot = ({ firstHour, values }: HourlyCosts): number =>
  (firstHour + values.length) * SLOTS_PER_HOUR;

/** Cost of all slots from the first to `slot`, exclusive. */
export const costUntil = ({ firstHour, until }: HourlyCosts, slot: number): number =>
  until[slot - firstHour * SLOTS_PER_HOUR] ?? NaN;

const ordersKnown = new WeakMap<HourlyCosts, Uint16Array>();

/** Indices of the hours by price, the earliest of equals first; worked out once, however many works ask for it. */
export function cheapestFirst(costs: HourlyCosts): Uint16Array {
  const known = ordersKnown.get(costs);
  if (known !== undefined) return known;
  const { values } = costs;
  const order = Uint16Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  ordersKnown.set(costs, order);
  return order;
}
