import { withoutGaps } from '../day-gaps';
import { HOURS_PER_DAY, profileAt } from './signal';
import type { Signal } from './signal';

/** The profile of the 24 hours from the origin on, short gaps drawn over. Null: too many of its hours are not known. */
export function usualDay(signal: Signal, origin: number): Float64Array | null {
  const day = Float64Array.from({ length: HOURS_PER_DAY }, (_, slot) => profileAt(signal, origin, slot));
  return day.some(Number.isNaN) ? withoutGaps(day) : day;
}
