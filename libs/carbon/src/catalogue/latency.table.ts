import type { Provider } from './cloud-region';
import type { SourceKey } from './sources';
import { numberOf } from './table';

/** How a set of round trips was measured. */
export interface LatencyOrigin {
  readonly provider: Provider;
  readonly statistic: 'p50' | 'p95';
  readonly window: string;
  readonly source: SourceKey;
}

export interface LatencySet extends LatencyOrigin {
  /** Milliseconds by `from>to`, provider's own region names. */
  readonly rttMsByPair: ReadonlyMap<string, number>;
}

/** Key of a directed pair in {@link LatencySet.rttMsByPair}. */
export const pairKey = (from: string, to: string): string => `${from}>${to}`;

/** Reads a square table: each line a sender and its milliseconds to every region, in the order of the lines. */
export function latencyMatrix(origin: LatencyOrigin, text: string): LatencySet {
  const rows = wordsByLine(text);
  return setOf(
    origin,
    rows.map(([from]) => from ?? ''),
    rows,
  );
}

/** Reads a table whose first line names the receivers; `-` is a pair that was not measured. */
export function latencySample(origin: LatencyOrigin, text: string): LatencySet {
  const [receivers, ...rows] = wordsByLine(text);
  return setOf(origin, receivers ?? [], rows);
}

function setOf(origin: LatencyOrigin, receivers: string[], rows: string[][]): LatencySet {
  const rttMsByPair = new Map<string, number>();
  for (const [from = '', ...values] of rows) {
    if (values.length !== receivers.length) throw new RangeError(`latency row ${from} is not complete`);
    values.forEach((value, index) => {
      if (value !== '-') rttMsByPair.set(pairKey(from, receivers[index] ?? ''), numberOf(value));
    });
  }
  return { ...origin, rttMsByPair };
}

const wordsByLine = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length > 0)
    .map((line) => line.split(/\s+/));
