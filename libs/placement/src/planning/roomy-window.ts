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
  const earliest = Math.max(span.earliest, firstSlot(costs));
  const latest = Math.min(span.deadline, endSlot(costs)) - span.slots;
  if (latest < earliest) return null;
  const fits = fitting(earliest, latest + span.slots, power);
  const costFrom = (start: number) => costUntil(costs, start + span.slots) - costUntil(costs, start);
  let best: number[] = [];
  let least = Infinity;
  for (let start = earliest; start <= latest; start++) {
    if (!fits(start, start + span.slots)) continue;
    const cost = costFrom(start);
    if (cost > asGoodAs(least)) continue;
    if (asGoodAs(cost) < least) best = [];
    best.push(start);
    least = Math.min(least, cost);
  }
  const from = best.length > 1 ? leastBusy(best, span.slots, power) : best[0];
  return from === undefined ? null : { runs: [{ from, until: from + span.slots }], cost: least };
}

/** Of some starts the first whose slots have least reserved in them. */
function leastBusy(starts: readonly number[], slots: number, { room }: PowerInRoom): number | undefined {
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const sumsKw = [0];
  for (let slot = first; slot < last + slots; slot++) sumsKw.push((sumsKw.at(-1) ?? 0) + room.busyKwAt(slot));
  const busyKw = (start: number) => (sumsKw[start - first + slots] ?? 0) - (sumsKw[start - first] ?? 0);
  return starts.reduce((best, start) => (asGoodAs(busyKw(start)) < busyKw(best) ? start : best), first);
}

/** Whether the hours of `[from, until)` have room for it. */
function fitting(earliest: number, end: number, power: PowerInRoom) {
  const firstHour = Math.floor(earliest / SLOTS_PER_HOUR);
  const count = Math.ceil(end / SLOTS_PER_HOUR) - firstHour;
  const free = Array.from({ length: count }, (_, i) => slotsThatFit(power, firstHour + i));
  // How many of the first hours cannot be taken whole.
  const shortHours = [0];
  for (const slots of free) shortHours.push((shortHours.at(-1) ?? 0) + Number(slots < SLOTS_PER_HOUR));
  return (from: number, until: number): boolean => {
    const first = Math.floor(from / SLOTS_PER_HOUR) - firstHour;
    const last = Math.floor((until - 1) / SLOTS_PER_HOUR) - firstHour;
    if (first === last) return until - from <= (free[first] ?? 0);
    const inFirst = (firstHour + first + 1) * SLOTS_PER_HOUR - from;
    const inLast = until - (firstHour + last) * SLOTS_PER_HOUR;
    const isBetweenFree = shortHours[first + 1] === shortHours[last];
    return isBetweenFree && inFirst <= (free[first] ?? 0) && inLast <= (free[last] ?? 0);
  };
}
