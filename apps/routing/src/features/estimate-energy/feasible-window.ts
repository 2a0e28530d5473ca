import { HOUR_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { EnergyEquationRequest } from '@ecobe/contracts';
import { WINDOW_STEP_HOURS } from '@ecobe/forecast';

/** Where a caller who names no duration is priced: one step of the forecast. */
const DEFAULT_DURATION_HOURS = 1;

/** The part of a deadline window that still lies ahead, in whole quarters of an hour, and the length of the work. */
export interface FeasibleWindow extends Interval {
  readonly hours: number;
  readonly durationHours: number;
  readonly isDurationAssumed: boolean;
}

const refused = (
  status: number,
  code: string,
  title: string,
  pointer: string,
  detail: string,
): ProblemError => new ProblemError({ status, code, title, detail, errors: [{ pointer, detail }] });

const WINDOW = '/deadlineWindow';

/**
 * The window that remains at `nowMs`; null when the request names none.
 * @throws ProblemError 400 `INVERTED_WINDOW`, `PAST_WINDOW` or `WINDOW_TOO_SHORT`, 422 `DURATION_EXCEEDS_WINDOW`
 */
export function feasibleWindow(
  { deadlineWindow, durationHours }: EnergyEquationRequest,
  nowMs: number,
): FeasibleWindow | null {
  if (deadlineWindow == null) {
    if (durationHours == null) return null;
    const detail = 'a duration is placed inside deadlineWindow, which is not given';
    throw refused(400, 'INVALID_INPUT', 'Invalid input', '/durationHours', detail);
  }
  const [fromMs, untilMs] = [Date.parse(deadlineWindow.start), Date.parse(deadlineWindow.end)];
  if (untilMs <= fromMs) {
    throw refused(400, 'INVERTED_WINDOW', 'Inverted window', WINDOW, 'end must be after start');
  }
  if (untilMs <= nowMs) {
    throw refused(400, 'PAST_WINDOW', 'Past window', WINDOW, `it ended at ${deadlineWindow.end}`);
  }
  const startMs = Math.max(fromMs, nowMs);
  const hours = Math.floor((untilMs - startMs) / HOUR_MS / WINDOW_STEP_HOURS) * WINDOW_STEP_HOURS;
  if (hours === 0) {
    const detail = 'less than a quarter of an hour of it remains';
    throw refused(400, 'WINDOW_TOO_SHORT', 'Window too short', WINDOW, detail);
  }
  if (durationHours != null && durationHours > hours) {
    const detail = `${durationHours} h do not fit into the ${hours} h that remain of the window`;
    throw refused(422, 'DURATION_EXCEEDS_WINDOW', 'Duration exceeds window', '/durationHours', detail);
  }
  return {
    startMs,
    endMs: startMs + hours * HOUR_MS,
    hours,
    durationHours: durationHours ?? Math.min(DEFAULT_DURATION_HOURS, hours),
    isDurationAssumed: durationHours == null,
  };
}
