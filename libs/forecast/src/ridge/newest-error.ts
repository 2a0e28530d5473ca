import { at } from '../rolling-errors';
import type { AnchoredSpan } from './anchored-span';
import { isUnknown } from './unknown';

/** How much of an error is left an hour later. */
const KEPT_PER_HOUR = 0.9;
/** How much less the hour before the newest one counts. */
const OLDER_WEIGHT = 0.5;
/** An hour that is farther off, on the log scale, may be misreported: no more of it is believed. */
const MAX_CARRIED = 0.15;

/**
 * A forecast from the anchor on, cut to the hours from the issue on and moved by what it got wrong in the hours between
 * anchor and issue that are known by now; the move fades.
 * @param logs forecast from the anchor on
 * @param truths the frame's hours, log scale
 */
export function withNewestError(logs: Float64Array, truths: Float64Array, span: AnchoredSpan): Float64Array {
  let [sum, weights] = [0, 0];
  for (let hour = span.known - 1, weight = 1; hour >= span.origin; hour--, weight *= OLDER_WEIGHT) {
    const error = at(truths, hour) - at(logs, hour - span.origin);
    if (isUnknown(error)) continue;
    sum += weight * error;
    weights += weight;
  }
  const carried = weights === 0 ? 0 : Math.max(-MAX_CARRIED, Math.min(MAX_CARRIED, sum / weights));
  return logs
    .slice(span.issue - span.origin)
    .map((log, hour) => log + carried * KEPT_PER_HOUR ** (span.issue - span.known + hour + 1));
}
