import autocannon from 'autocannon';
import { cpuMicroseconds } from './cpu-time';

export interface Target {
  readonly url: string;
  readonly body: string;
  /** Processes whose CPU time counts, by name. */
  readonly pids: Readonly<Record<string, number>>;
}

export interface Round {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
  /** Per answered request, by process. */
  readonly cpuMicroseconds: Readonly<Record<string, number>>;
}

const CONNECTIONS = 32;

/** Loads a target for some seconds with 32 connections over loopback. */
export async function loadFor(seconds: number, { url, body, pids }: Target): Promise<Round> {
  const names = Object.keys(pids);
  const usage = () => Promise.all(Object.values(pids).map((pid) => cpuMicroseconds(pid)));
  const before = await usage();
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    connections: CONNECTIONS,
    duration: seconds,
  });
  const after = await usage();
  const requests = result['2xx'];
  const perRequest = names.map((name, index): [string, number] => [
    name,
    ((after[index] ?? NaN) - (before[index] ?? NaN)) / requests,
  ]);
  return {
    requests,
    requestsPerSecond: requests / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    cpuMicroseconds: Object.fromEntries(perRequest),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    ((sorted[Math.floor(sorted.length / 2)] ?? NaN) + (sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN)) /
    2
  );
}
