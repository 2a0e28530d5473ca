import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { runHours } from './run-hours';
import type { RunHour } from './run-hours';

/** Hourly values of a series from `startMs` on, a whole hour; null where nothing is known. gCO2eq/kWh */
export interface HourlySeries {
  readonly startMs: number;
  readonly values: readonly (number | null)[];
}

/** Value of the hour that holds an instant, or null. */
export const valueAt = ({ startMs, values }: HourlySeries, instantMs: number): number | null =>
  values[(startOfHour(instantMs) - startMs) / HOUR_MS] ?? null;

/**
 * Mean intensity over some spans, each hour weighed by how much of it they take, gCO2eq/kWh: what work of constant power
 * emits per kWh.
 * @returns null where an hour of it is unknown, or the spans are empty
 */
export const meanIntensity = (series: HourlySeries, spans: readonly Interval[]): number | null =>
  meanOfHours(series, runHours(spans));

/** The same over hours that are worked out already, for several series of the same spans. */
export function meanOfHours(series: HourlySeries, hours: readonly RunHour[]): number | null {
  let [sum, totalMs] = [0, 0];
  for (const { hourMs, runMs } of hours) {
    const value = valueAt(series, hourMs);
    if (value === null) return null;
    sum += value * runMs;
    totalMs += runMs;
  }
  return totalMs === 0 ? null : sum / totalMs;
}
