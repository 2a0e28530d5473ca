const SHORTEST_MS = 1_000;

/** Real milliseconds that a span of the suite's clock takes, at least a second: nothing regular comes oftener. */
export const regularMs = (spanMs: number, clockSpeed: number): number =>
  Math.max(SHORTEST_MS, Math.round(spanMs / clockSpeed));
