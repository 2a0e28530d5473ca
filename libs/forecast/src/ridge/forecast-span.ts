import type { ModelRefusal } from '../forecast-model';
import { lastKnownIndex } from '../hourly-history';
import type { GridFrame } from './grid-frame';

/** A history that ended longer ago says too little of the hours that a regression reads. */
const MAX_GAP_HOURS = 24;

/** Where a forecast starts and what it is for: hour indices of the frame. */
export interface ForecastSpan {
  /** Index after the newest known hour: leads count from here. */
  readonly origin: number;
  readonly issue: number;
  readonly horizonHours: number;
}

/** The span of a forecast issued at the frame's end, or why its history is too old for one. */
export function spanOf(frame: GridFrame, horizonHours: number): ForecastSpan | ModelRefusal {
  const origin = lastKnownIndex(frame.intensity.values) + 1;
  if (origin === 0) return { kind: 'refused', reason: 'no hour of the last days is known' };
  const gapHours = frame.endHour - origin;
  if (gapHours > MAX_GAP_HOURS) {
    const reason = `the newest known hour is ${gapHours} hours before the issue, more than ${MAX_GAP_HOURS}`;
    return { kind: 'refused', reason };
  }
  return { origin, issue: frame.endHour, horizonHours };
}
