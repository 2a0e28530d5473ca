import { DAY_MS, HOUR_MS, findZone, resolveRegion } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { ProblemError, unknownRegion } from '@ecobe/contracts';

/** @throws ProblemError 400 UNKNOWN_REGION unless it is a zone's id; the zone of a cloud region is suggested. */
export function refuseUnknownZone(zone: string): void {
  if (findZone(zone) !== undefined) return;
  const resolved = resolveRegion(zone);
  const reason = `"${zone}" is no zone id`;
  throw unknownRegion(
    resolved.kind === 'unknown'
      ? resolved
      : { kind: 'unknown', name: zone, reason, didYouMean: [resolved.zone] },
    '/zone',
  );
}

/** The span asked for. @throws ProblemError 400 INVALID_INPUT unless it runs from one whole hour to a later one. */
export function wholeHours({ start, end }: { start: string; end: string }, longestMs: number): Interval {
  const span = { startMs: Date.parse(start), endMs: Date.parse(end) };
  const lengthMs = span.endMs - span.startMs;
  const isGood = lengthMs > 0 && lengthMs <= longestMs;
  if (isGood && span.startMs % HOUR_MS === 0 && span.endMs % HOUR_MS === 0) return span;
  throw invalidInput(
    `hours are read from one whole hour to a later one, at most ${longestMs / DAY_MS} days on; not from ${start} to ${end}`,
  );
}

/** The refusal of what no caller should ask. */
export const invalidInput = (detail: string): ProblemError =>
  new ProblemError({ status: 400, code: 'INVALID_INPUT', title: 'Invalid input', detail });
