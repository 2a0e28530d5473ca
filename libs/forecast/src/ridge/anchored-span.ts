import type { ForecastSpan } from './forecast-span';
import type { GridFrame } from './grid-frame';
import { ANCHOR_STEP_HOURS } from './ridge-parameters';
import { slotOf } from './signal';

/** A forecast that starts at the last hour that has regressions: hour indices of the frame. */
export interface AnchoredSpan {
  /** The anchor: leads count from here, and nothing from here on is an input. */
  readonly origin: number;
  /** Index after the newest known hour. */
  readonly known: number;
  readonly issue: number;
  /** Hours from the anchor to the end of the forecast. */
  readonly hours: number;
}

/** The span from the newest anchor at or before the origin. */
export function anchoredSpan(frame: GridFrame, { origin, issue, horizonHours }: ForecastSpan): AnchoredSpan {
  const anchor = origin - (slotOf(frame.startHour + origin) % ANCHOR_STEP_HOURS);
  return { origin: anchor, known: origin, issue, hours: issue - anchor + horizonHours };
}
