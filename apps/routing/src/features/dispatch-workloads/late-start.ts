import type { Interval } from '@ecobe/carbon';
import { SLOT_MS } from '@ecobe/placement';

/** Real milliseconds that a look and a message take at most: nobody is late by them. */
const USUAL_DELAY_MS = 10_000;

/** Milliseconds after its planned start, on the suite's clock; never less than 0. */
export const lateMsOf = ([first]: readonly Interval[], nowMs: number): number =>
  Math.max(0, nowMs - (first?.startMs ?? nowMs));

/** How long after its planned start work may be handed over and still be as planned, milliseconds of the suite's clock. */
export const usualDelayMs = (clockSpeed: number): number => Math.max(SLOT_MS, USUAL_DELAY_MS * clockSpeed);

/** By how much a start at an instant moves the whole of the work; 0 for what starts about when it was planned to. */
export function shiftMsOf(segments: readonly Interval[], nowMs: number, clockSpeed: number): number {
  const lateMs = lateMsOf(segments, nowMs);
  return lateMs > usualDelayMs(clockSpeed) ? lateMs : 0;
}

export const shifted = (segments: readonly Interval[], byMs: number): Interval[] =>
  segments.map(({ startMs, endMs }) => ({ startMs: startMs + byMs, endMs: endMs + byMs }));
