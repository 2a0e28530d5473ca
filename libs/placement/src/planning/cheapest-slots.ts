import { cheapestFirst, endSlot, firstSlot } from './hourly-costs';
import type { HourlyCosts } from './hourly-costs';
import { SLOTS_PER_HOUR } from './slot';
import type { SlotRun } from './slot';
import { slotsThatFit } from './timing';
import type { PowerInRoom, Timing, WorkSpan } from './timing';

/**
 * The cheapest `slots` slots for work that may pause, exactly: whole hours by price, the earliest of equals first.
 * @param power leaves out hours without room, and takes of an hour that is not needed whole the least busy slots
 * @returns null where the span, as far as the costs and the room reach, is too short.
 */
export function cheapestSlots(costs: HourlyCosts, span: WorkSpan, power: PowerInRoom | null): Timing | null {
  const earliest = Math.max(span.earliest, firstSlot(costs));
  const deadline = Math.min(span.deadline, endSlot(costs));
  if (deadline - earliest < span.slots) return null;
  const taken: SlotRun[] = [];
  let [left, cost] = [span.slots, 0];
  for (const index of cheapestFirst(costs)) {
    const hour = costs.firstHour + index;
    const from = Math.max(earliest, hour * SLOTS_PER_HOUR);
    const until = Math.min(deadline, (hour + 1) * SLOTS_PER_HOUR);
    if (from >= until) continue;
    const free = power === null ? SLOTS_PER_HOUR : slotsThatFit(power, hour);
    const count = Math.min(left, until - from, free);
    if (count === 0) continue;
    taken.push(...slotsOfHour({ from, until }, count, power));
    cost += count * (costs.values[index] ?? NaN);
    left -= count;
    if (left === 0) return { runs: joined(taken), cost };
  }
  return null;
}

/** Which slots of an hour: the first ones, or the least busy where it is known how busy they are. */
function slotsOfHour({ from, until }: SlotRun, count: number, power: PowerInRoom | null): SlotRun[] {
  if (power === null || count === until - from) return [{ from, until: from + count }];
  const all = Array.from({ length: until - from }, (_, i) => from + i);
  const { room } = power;
  all.sort((a, b) => room.busyKwAt(a) - room.busyKwAt(b) || a - b);
  return all.slice(0, count).map((slot) => ({ from: slot, until: slot + 1 }));
}

/** Runs in order of time; those that touch become one. */
function joined(runs: SlotRun[]): SlotRun[] {
  const inOrder = [...runs].sort((a, b) => a.from - b.from);
  const whole: SlotRun[] = [];
  for (const run of inOrder) {
    const last = whole.at(-1);
    if (last?.until === run.from) whole[whole.length - 1] = { from: last.from, until: run.until };
    else whole.push(run);
  }
  return whole;
}
