import { HOUR_MS } from '@ecobe/carbon';
import { ISSUED_HOURS } from '../forecast-model';
import type { ModelRefusal } from '../forecast-model';
import type { GridHistory } from '../grid-history';
import type { PointModel } from '../point-model';
import { HOURS_PER_DAY } from './band-levels';
import { predictLogs } from './point-window';

/** What a forecast got wrong, by lead: actual minus predicted on the log scale, NaN where the actual is not known. */
export interface OriginErrors {
  readonly originMs: number;
  /** Hour of the UTC day that the forecast was issued at. */
  readonly originHour: number;
  readonly errors: Float64Array;
}

/** From one replayed origin to the next. */
const ORIGIN_STEP_HOURS = 6;

export const hourOfDay = (instantMs: number): number => (instantMs / HOUR_MS) % HOURS_PER_DAY;

/**
 * Replays a model over a span of hours that it has not learnt from. Origins stand 6 h apart and one hour later every day,
 * so that within six days each hour of the day is one. Truths end at `untilMs`.
 * @returns the errors, or the last refusal where the model could not speak at any origin
 */
export function replayedErrors(
  model: PointModel,
  grid: GridHistory,
  fromMs: number,
  untilMs: number,
): OriginErrors[] | ModelRefusal {
  const replayed: OriginErrors[] = [];
  let refusal: ModelRefusal = { kind: 'refused', reason: 'no hour could be held out to measure its errors' };
  for (let originMs = fromMs; originMs < untilMs; originMs += HOUR_MS) {
    const day = Math.floor(originMs / HOUR_MS / HOURS_PER_DAY);
    if ((hourOfDay(originMs) - day) % ORIGIN_STEP_HOURS !== 0) continue;
    if (Number.isNaN(intensityAt(grid, originMs - HOUR_MS))) continue;
    const predicted = predictLogs(model, grid, originMs);
    if (predicted.kind === 'refused') refusal = predicted;
    else replayed.push(errorsOf(predicted.logs, grid, originMs, untilMs));
  }
  return replayed.length === 0 ? refusal : replayed;
}

/** Compares a prediction with the hours that came, as far as they ended by `untilMs`. */
export function errorsOf(
  logs: ArrayLike<number>,
  grid: GridHistory,
  originMs: number,
  untilMs: number,
): OriginErrors {
  const errors = Float64Array.from({ length: ISSUED_HOURS }, (_, lead) => {
    const targetMs = originMs + lead * HOUR_MS;
    if (targetMs >= untilMs) return NaN;
    return Math.log1p(intensityAt(grid, targetMs)) - Math.max(0, logs[lead] ?? NaN);
  });
  return { originMs, originHour: hourOfDay(originMs), errors };
}

/** What was known of errors at an instant: those of earlier origins, at hours that had ended by then. */
export const errorsKnownAt = (replayed: readonly OriginErrors[], instantMs: number): OriginErrors[] =>
  replayed
    .filter(({ originMs }) => originMs < instantMs)
    .map((origin) => ({
      ...origin,
      errors: origin.errors.map((error, lead) =>
        origin.originMs + lead * HOUR_MS < instantMs ? error : NaN,
      ),
    }));

/** gCO2eq/kWh; NaN where it is not known. */
export const intensityAt = ({ history }: GridHistory, instantMs: number): number =>
  history.values[(instantMs - history.startMs) / HOUR_MS] ?? NaN;
