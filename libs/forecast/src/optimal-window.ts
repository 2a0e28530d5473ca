import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';

/** Durations and look-aheads come in quarters of an hour. */
export const WINDOW_STEP_HOURS = 0.25;

export interface WindowQuery {
  /** Start of the first hour of `gPerKwh`, epoch ms. */
  readonly startMs: number;
  /** Hourly carbon intensities, gCO2eq/kWh, constant within each hour. */
  readonly gPerKwh: ArrayLike<number>;
  readonly nowMs: number;
  readonly durationHours: number;
  readonly lookAheadHours: number;
}

export interface FoundWindow extends Interval {
  readonly kind: 'found';
  readonly meanGPerKwh: number;
  /** Mean of a window of the same length that starts now. */
  readonly immediateMeanGPerKwh: number;
  /** Against starting now, in percent; null with a reason. */
  readonly savingsPercent: number | null;
  readonly savingsReason: string | null;
}

export interface NoWindow {
  readonly kind: 'refused';
  readonly code: 'WINDOW_EXCEEDS_LOOK_AHEAD' | 'FORECAST_TOO_SHORT';
  readonly reason: string;
}

/**
 * The start in `[now, now + lookAhead - duration]` with the least mean intensity, found exactly and in O(n): the mean
 * over a window of fixed length is piecewise linear in its start, so the optimum lies where the window's start or end
 * meets an hour boundary, or at a limit. Among equals the earliest wins.
 * @throws RangeError unless both lengths are positive multiples of {@link WINDOW_STEP_HOURS}.
 */
export function findOptimalWindow(query: WindowQuery): FoundWindow | NoWindow {
  const { nowMs, durationHours, lookAheadHours } = query;
  requireQuarters(durationHours, 'duration');
  requireQuarters(lookAheadHours, 'look-ahead');
  if (durationHours > lookAheadHours) {
    const reason = `a window of ${durationHours} h does not fit into a look-ahead of ${lookAheadHours} h`;
    return { kind: 'refused', code: 'WINDOW_EXCEEDS_LOOK_AHEAD', reason };
  }
  const endMs = query.startMs + query.gPerKwh.length * HOUR_MS;
  const limitMs = nowMs + lookAheadHours * HOUR_MS;
  if (nowMs < query.startMs || limitMs > endMs) {
    const reason = `the forecast covers ${toIso(query.startMs)} to ${toIso(endMs)}, the look-ahead needs ${toIso(nowMs)} to ${toIso(limitMs)}`;
    return { kind: 'refused', code: 'FORECAST_TOO_SHORT', reason };
  }
  const meanFrom = windowMean(query);
  const immediateMeanGPerKwh = meanFrom(nowMs);
  let [bestStartMs, bestMean] = [nowMs, immediateMeanGPerKwh];
  for (const startMs of candidateStarts(query)) {
    const mean = meanFrom(startMs);
    // Rounding in the sums must not make a later start look better than an equal one.
    if (mean < bestMean - 1e-9 * Math.max(1, bestMean)) [bestStartMs, bestMean] = [startMs, mean];
  }
  return {
    kind: 'found',
    startMs: bestStartMs,
    endMs: bestStartMs + durationHours * HOUR_MS,
    meanGPerKwh: bestMean,
    immediateMeanGPerKwh,
    ...savings(bestMean, immediateMeanGPerKwh),
  };
}

/** Starts at which the window's start or its end lies on an hour boundary, and the latest start, in order of time. */
function* candidateStarts({ startMs, nowMs, durationHours, lookAheadHours }: WindowQuery): Generator<number> {
  const latestMs = nowMs + (lookAheadHours - durationHours) * HOUR_MS;
  const endOffsetMs = (durationHours * HOUR_MS) % HOUR_MS;
  const firstBoundaryMs = startMs + Math.floor((nowMs - startMs) / HOUR_MS) * HOUR_MS;
  for (let boundaryMs = firstBoundaryMs; boundaryMs <= latestMs + HOUR_MS; boundaryMs += HOUR_MS) {
    for (const candidateMs of [boundaryMs - endOffsetMs, boundaryMs]) {
      if (candidateMs > nowMs && candidateMs <= latestMs) yield candidateMs;
    }
  }
  yield latestMs;
}

/** Mean intensity of a window as a function of its start: a difference of two prefix sums. */
function windowMean({ startMs, gPerKwh, durationHours }: WindowQuery): (windowStartMs: number) => number {
  const sums = new Float64Array(gPerKwh.length + 1);
  for (let i = 0; i < gPerKwh.length; i++) sums[i + 1] = (sums[i] ?? 0) + (gPerKwh[i] ?? NaN);
  const sumUntil = (instantMs: number) => {
    const hours = (instantMs - startMs) / HOUR_MS;
    const whole = Math.floor(hours);
    const part = hours - whole;
    return (sums[whole] ?? NaN) + (part === 0 ? 0 : part * (gPerKwh[whole] ?? NaN));
  };
  return (windowStartMs) =>
    Math.max(
      0,
      (sumUntil(windowStartMs + durationHours * HOUR_MS) - sumUntil(windowStartMs)) / durationHours,
    );
}

const savings = (mean: number, immediate: number) =>
  immediate === 0
    ? { savingsPercent: null, savingsReason: 'starting now already has an intensity of 0 gCO2eq/kWh' }
    : { savingsPercent: (100 * (immediate - mean)) / immediate, savingsReason: null };

function requireQuarters(hours: number, what: string): void {
  if (!(hours > 0 && Number.isInteger(hours / WINDOW_STEP_HOURS))) {
    throw new RangeError(`${what} ${hours} h is not a positive multiple of ${WINDOW_STEP_HOURS} h`);
  }
}
