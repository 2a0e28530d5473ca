import { HOUR_MS, MINUTE_MS, startOfHour } from '@ecobe/carbon';
import type { CarbonObservation, Interval } from '@ecobe/carbon';

/** Whether the good values of one basis, from all sources asked so far, are enough, so that no other source is asked. */
export type Need = (told: readonly CarbonObservation[]) => boolean;

const FRESH_MS = 2 * HOUR_MS;
const COVERED_SHARE = 0.9;

/** Some value's span had ended at most two hours before it was read, or was still running. */
export const isFresh: Need = (told) =>
  told.some(
    ({ validAtMs, resolutionMinutes, knownAtMs }) =>
      knownAtMs - (validAtMs + resolutionMinutes * MINUTE_MS) <= FRESH_MS,
  );

/** Nine tenths of the span's hours have a value. */
export const covers =
  ({ startMs, endMs }: Interval): Need =>
  (told) => {
    const within = told.filter(({ validAtMs }) => validAtMs >= startMs && validAtMs < endMs);
    const hours = new Set(within.map(({ validAtMs }) => startOfHour(validAtMs)));
    return hours.size * HOUR_MS >= COVERED_SHARE * (endMs - startMs);
  };
