import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { runHours } from './run-hours';

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
export function meanIntensity(series: HourlySeries, spans: readonly Interval[]): number | null {
  let [sum, totalMs] = [0, 0];
  for (const { hourMs, runMs } of runHours(spans)) {
    const value = valueAt(series, hourMs);
    if (value === null) return null;
    sum += value * runMs;
    totalMs += runMs;
  }
  return totalMs === 0 ? null : sum / totalMs;
}
