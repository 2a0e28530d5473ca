import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';

/** How much of an hour was used. */
export interface RunHour {
  /** Start of the hour, epoch ms. */
  readonly hourMs: number;
  readonly runMs: number;
}

/** The hours that spans take, each once, in order of time, with the milliseconds of each. */
export function runHours(spans: readonly Interval[]): RunHour[] {
  const runMsByHour = new Map<number, number>();
  for (const { startMs, endMs } of spans) {
    for (let fromMs = startMs; fromMs < endMs;) {
      const hourMs = startOfHour(fromMs);
      const untilMs = Math.min(endMs, hourMs + HOUR_MS);
      runMsByHour.set(hourMs, (runMsByHour.get(hourMs) ?? 0) + untilMs - fromMs);
      fromMs = untilMs;
    }
  }
  return [...runMsByHour].map(([hourMs, runMs]) => ({ hourMs, runMs })).sort((a, b) => a.hourMs - b.hourMs);
}
