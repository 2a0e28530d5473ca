import { HOUR_MS, toIso } from '@ecobe/carbon';

/**
 * Hourly carbon intensities of one series, gCO2eq/kWh. `values[i]` is the mean of the hour that starts at
 * `startMs + i` hours. NaN means "not known" and nothing else: it never leaves this lib, and a real zero stays a zero.
 */
export interface HourlyHistory {
  readonly startMs: number;
  readonly values: Float64Array;
}

/**
 * The history from its wire form, where null is an unknown hour.
 * @param startMs start of the first hour, epoch ms on a full UTC hour
 * @throws RangeError for an instant off the hour, or a value that is negative or not finite.
 */
export function hourlyHistory(startMs: number, values: readonly (number | null)[]): HourlyHistory {
  requireFullHour(startMs, 'history start');
  const known = Float64Array.from(values, (value, i) => {
    if (value === null) return NaN;
    if (Number.isFinite(value) && value >= 0) return value;
    throw new RangeError(
      `${value} at ${toIso(startMs + i * HOUR_MS)} is no carbon intensity: >= 0 is needed`,
    );
  });
  return { startMs, values: known };
}

/** The part of the history whose hours ended at or before the instant: all that a forecast issued then may see. */
export function historyBefore(history: HourlyHistory, instantMs: number): HourlyHistory {
  const hours = Math.floor((instantMs - history.startMs) / HOUR_MS);
  return { startMs: history.startMs, values: history.values.subarray(0, Math.max(0, hours)) };
}

/** Index of the newest known hour, or -1. */
export const lastKnownIndex = (values: Float64Array): number =>
  values.findLastIndex((value) => !Number.isNaN(value));

/** How many hours are known. */
export function countKnown(values: Float64Array): number {
  let known = 0;
  for (const value of values) if (!Number.isNaN(value)) known += 1;
  return known;
}

/** @throws RangeError unless the instant starts a UTC hour. */
export function requireFullHour(instantMs: number, what: string): void {
  if (!Number.isInteger(instantMs / HOUR_MS))
    throw new RangeError(`${what} ${instantMs} is not on a full hour`);
}
