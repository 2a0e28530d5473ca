import type { Interval } from '@ecobe/carbon';

/** Cuts a span into pieces no longer than `longestMs`, oldest first. */
export function chunksOf(span: Interval, longestMs: number): Interval[] {
  const chunks: Interval[] = [];
  for (let startMs = span.startMs; startMs < span.endMs; startMs += longestMs) {
    chunks.push({ startMs, endMs: Math.min(startMs + longestMs, span.endMs) });
  }
  return chunks;
}

/** `2021-11-15T12:00Z`, the form that several providers insist on. */
export const minuteIso = (instantMs: number): string => `${new Date(instantMs).toISOString().slice(0, 16)}Z`;
