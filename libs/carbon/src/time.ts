/** One hour and one minute in milliseconds, the unit of every epoch instant in the pure libs. */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The only source of "now". The pure libs take instants as values; applications inject this. */
export interface Clock {
  /** Current instant, epoch milliseconds UTC. */
  nowMs(): number;
}

/** Half-open span `[startMs, endMs)` in epoch milliseconds UTC. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Start of the UTC hour that holds the instant, epoch milliseconds. */
export const startOfHour = (instantMs: number): number => Math.floor(instantMs / HOUR_MS) * HOUR_MS;

/** ISO 8601 UTC text of an epoch instant in milliseconds. */
export const toIso = (instantMs: number): string => new Date(instantMs).toISOString();
