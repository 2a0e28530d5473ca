import { at } from './rolling-errors';

const HOURS_PER_DAY = 24;
/** Hours of the day that may be unknown in a row and are then drawn between their neighbours. */
const MAX_UNKNOWN_RUN_HOURS = 6;

/**
 * A day of 24 hours whose short unknown runs became the straight line between the known hours around them; the day is
 * a circle. Null where a run is too long for that.
 */
export function withoutGaps(profile: Float64Array): Float64Array | null {
  const slotAt = (slot: number) => at(profile, (slot + HOURS_PER_DAY) % HOURS_PER_DAY);
  const stepsToKnown = (slot: number, direction: 1 | -1) => {
    let steps = 1;
    while (steps <= MAX_UNKNOWN_RUN_HOURS && Number.isNaN(slotAt(slot + direction * steps))) steps += 1;
    return steps;
  };
  const filled = profile.map((log, slot) => {
    if (!Number.isNaN(log)) return log;
    const [back, ahead] = [stepsToKnown(slot, -1), stepsToKnown(slot, 1)];
    if (back + ahead - 1 > MAX_UNKNOWN_RUN_HOURS) return NaN;
    return (slotAt(slot - back) * ahead + slotAt(slot + ahead) * back) / (back + ahead);
  });
  return filled.some(Number.isNaN) ? null : filled;
}
