import { isUnknown } from './unknown';
import { at } from '../rolling-errors';

export const HOURS_PER_DAY = 24;
const PROFILE_DAYS = 7;

/** An hourly series beside the mean of the same hour over the 7 days before it, which every forecast starts from. */
export interface Signal {
  readonly values: Float64Array;
  /** `profile[t]` is made of hours before t - 23 only, so it reaches one day past the end of the values. NaN: all unknown. */
  readonly profile: Float64Array;
}

/** The signal of a series; NaN is an unknown hour. */
export function signalOf(values: Float64Array): Signal {
  const profile = new Float64Array(values.length + HOURS_PER_DAY);
  for (let hour = 0; hour < profile.length; hour++) {
    let sum = 0;
    let days = 0;
    for (let day = 1; day <= PROFILE_DAYS; day++) {
      const value = at(values, hour - day * HOURS_PER_DAY);
      if (isUnknown(value)) continue;
      sum += value;
      days += 1;
    }
    profile[hour] = days === 0 ? NaN : sum / days;
  }
  return { values, profile };
}

/**
 * The same hour of the day as `offset` hours from an origin, 0..23 hours from it. By `floor`, since the remainder of a
 * negative multiple is -0, a floating-point number: all that counts on from it would be slow as an index.
 */
export const slotOf = (offset: number): number => offset - HOURS_PER_DAY * Math.floor(offset / HOURS_PER_DAY);

/** The usual value `offset` hours from the origin, as the 7 days before the origin have it. */
export const profileAt = (signal: Signal, origin: number, offset: number): number =>
  at(signal.profile, origin + slotOf(offset));

/** How far the hour `offset` hours from the origin (negative: before it) is from what the origin takes as usual. */
export const deviationAt = (signal: Signal, origin: number, offset: number): number =>
  at(signal.values, origin + offset) - profileAt(signal, origin, offset);

/** Mean deviation of the `hours` hours before the origin, over the known ones; NaN if none is known. */
export function meanDeviation(signal: Signal, origin: number, hours: number): number {
  let sum = 0;
  let known = 0;
  for (let lag = 1; lag <= hours; lag++) {
    const deviation = deviationAt(signal, origin, -lag);
    if (isUnknown(deviation)) continue;
    sum += deviation;
    known += 1;
  }
  return known === 0 ? NaN : sum / known;
}
