import { endSlot, firstSlot } from './hourly-costs';
import type { HourlyCosts } from './hourly-costs';
import { SLOTS_PER_HOUR } from './slot';
import type { SlotRun } from './slot';
import { slotsThatFit } from './timing';
import type { PowerInRoom, Timing, WorkSpan } from './timing';

/** Slots of one hour that work may take. */
interface HourSlots extends SlotRun {
  readonly costPerSlot: number;
  readonly slots: number;
}

/**
 * The cheapest `slots` slots for work that may pause, exactly: whole hours by price, the earliest of equals first.
 * @param power leaves out hours without room, and takes of an hour that is not needed whole the least busy slots
 * @returns null where the span, as far as the costs and the room reach, is too short.
 */
export function cheapestSlots(costs: HourlyCosts, span: WorkSpan, power: PowerInRoom | null): Timing | null {
  const earliest = Math.max(span.earliest, firstSlot(costs));
  const deadline = Math.min(span.deadline, endSlot(costs));
  if (deadline - earliest < span.slots) return null;
  const hours = hoursBetween(costs, earliest, deadline, power);
  hours.sort((a, b) => a.costPerSlot - b.costPerSlot || a.from - b.from);
  const taken: SlotRun[] = [];
  let [left, cost] = [span.slots, 0];
  for (const hour of hours) {
    const count = Math.min(left, hour.slots);
    taken.push(...slotsOfHour(hour, count, power));
    cost += count * hour.costPerSlot;
    left -= count;
    if (left === 0) return { runs: joined(taken), cost };
  }
  return null;
}

function hoursBetween(
  costs: HourlyCosts,
  earliest: number,
  deadline: number,
  power: PowerInRoom | null,
): HourSlots[] {
  const hours: HourSlots[] = [];
  for (let from = earliest; from < deadline;) {
    const hour = Math.floor(from / SLOTS_PER_HOUR);
    const until = Math.min(deadline, (hour + 1) * SLOTS_PER_HOUR);
    const free = power === null ? SLOTS_PER_HOUR : slotsThatFit(power, hour);
    const slots = Math.min(until - from, free);
    if (slots > 0)
      hours.push({ from, until, slots, costPerSlot: costs.values[hour - costs.firstHour] ?? NaN });
    from = until;
  }
  return hours;
}

/** Which slots of an hour: the first ones, or the least busy where it is known how busy they are. */
function slotsOfHour({ from, until }: HourSlots, count: number, power: PowerInRoom | null): SlotRun[] {
  if (power === null || count === until - from) return [{ from, until: from + count }];
  const all = Array.from({ length: until - from }, (_, i) => from + i);
  const busyKw = new Map(all.map((slot) => [slot, power.room.busyKwAt(slot)]));
  all.sort((a, b) => (busyKw.get(a) ?? 0) - (busyKw.get(b) ?? 0) || a - b);
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
