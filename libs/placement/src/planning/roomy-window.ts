import { costUntil, endSlot, firstSlot } from './hourly-costs';
import type { HourlyCosts } from './hourly-costs';
import { SLOTS_PER_HOUR } from './slot';
import { asGoodAs, slotsThatFit } from './timing';
import type { PowerInRoom, Timing, WorkSpan } from './timing';

/**
 * The cheapest run of consecutive slots for which every hour has room, exactly; of equals the one whose slots are least
 * busy, then the earliest. Where an hour has too little room any start can be the best, so all are looked at.
 * @returns null where none fits.
 */
export function roomyWindow(costs: HourlyCosts, span: WorkSpan, power: PowerInRoom): Timing | null {
  const { slots } = span;
  const earliest = Math.max(span.earliest, firstSlot(costs));
  const latest = Math.min(span.deadline, endSlot(costs)) - slots;
  if (latest < earliest) return null;
  const nextFit = fitting(earliest, latest + slots, power);
  let best: number[] = [];
  let [least, asGood] = [Infinity, Infinity];
  for (let start = earliest; start <= latest;) {
    const cost = costUntil(costs, start + slots) - costUntil(costs, start);
    // Most starts cost more than one before, so few are asked for room.
    const fit = cost > asGood ? start : nextFit(start, slots);
    if (cost <= asGood && fit === start) {
      if (asGoodAs(cost) < least) best = [];
      best.push(start);
      least = Math.min(least, cost);
      asGood = asGoodAs(least);
    }
    start = Math.max(start + 1, fit);
  }
  const from = best.length > 1 ? leastBusy(best, slots, power) : best[0];
  return from === undefined ? null : { runs: [{ from, until: from + slots }], cost: least };
}

/** Of some starts the first whose slots have least reserved in them. */
function leastBusy(starts: readonly number[], slots: number, { room }: PowerInRoom): number | undefined {
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const sumsKw = [0];
  for (let slot = first; slot < last + slots; slot++) sumsKw.push((sumsKw.at(-1) ?? 0) + room.busyKwAt(slot));
  const busyKw = (start: number) => (sumsKw[start - first + slots] ?? 0) - (sumsKw[start - first] ?? 0);
  return starts.reduce((best, start) => (asGoodAs(busyKw(start)) < busyKw(best) ? start : best), first);
}

const UNASKED = -1;

/**
 * Tells of a start whether the hours of so many slots have room: it comes back itself, or else a later one before which
 * none fits. That is where an hour with too little room would be the first, and no more of it taken than it has.
 */
function fitting(earliest: number, end: number, power: PowerInRoom) {
  const firstHour = Math.floor(earliest / SLOTS_PER_HOUR);
  const free = new Int8Array(Math.ceil(end / SLOTS_PER_HOUR) - firstHour).fill(UNASKED);
  const freeIn = (hour: number): number => {
    const known = free[hour - firstHour] ?? UNASKED;
    if (known !== UNASKED) return known;
    return (free[hour - firstHour] = slotsThatFit(power, hour));
  };
  return (start: number, slots: number): number => {
    const until = start + slots;
    const first = Math.floor(start / SLOTS_PER_HOUR);
    for (let hour = Math.floor((until - 1) / SLOTS_PER_HOUR); hour >= first; hour--) {
      const endOfHour = (hour + 1) * SLOTS_PER_HOUR;
      const taken = Math.min(until, endOfHour) - Math.max(start, hour * SLOTS_PER_HOUR);
      const room = freeIn(hour);
      if (taken > room) return endOfHour - room;
    }
    return start;
  };
}
