import { costUntil, endSlot, firstSlot } from './hourly-costs';
import type { HourlyCosts } from './hourly-costs';
import { SLOTS_PER_HOUR } from './slot';
import { asGoodAs } from './timing';
import type { Timing, WorkSpan } from './timing';

/**
 * The cheapest run of `slots` consecutive slots, exactly; the earliest of equals. Cost is piecewise linear in the start,
 * so only starts whose first or last slot begins an hour, and the two limits, need to be looked at.
 * @returns null where the span, as far as the costs reach, is too short.
 */
export function cheapestWindow(costs: HourlyCosts, span: WorkSpan): Timing | null {
  const earliest = Math.max(span.earliest, firstSlot(costs));
  const latest = Math.min(span.deadline, endSlot(costs)) - span.slots;
  if (latest < earliest) return null;
  const costFrom = (start: number) => costUntil(costs, start + span.slots) - costUntil(costs, start);
  let best = earliest;
  let least = costFrom(earliest);
  const consider = (start: number) => {
    if (start <= best || start > latest) return;
    const cost = costFrom(start);
    if (asGoodAs(cost) < least) [best, least] = [start, cost];
  };
  const overhang = span.slots % SLOTS_PER_HOUR;
  for (
    let hour = Math.ceil(earliest / SLOTS_PER_HOUR);
    hour * SLOTS_PER_HOUR <= latest + SLOTS_PER_HOUR;
    hour++
  ) {
    if (overhang > 0) consider(hour * SLOTS_PER_HOUR - overhang);
    consider(hour * SLOTS_PER_HOUR);
  }
  consider(latest);
  return { runs: [{ from: best, until: best + span.slots }], cost: least };
}
