import { toIso } from '@ecobe/carbon';
import type { Interval, Signal } from '@ecobe/carbon';
import { ProblemError, READ_SERIES } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import type { ObservedHours, ObservedReader } from '../ports/observed-reader';

const TIMEOUT_MS = 10_000;

/** Asks ingestion. */
export class ObservedClient implements ObservedReader {
  constructor(private readonly caller: RpcCaller) {}

  async read(zone: string, { startMs, endMs }: Interval, signal: Signal): Promise<ObservedHours | null> {
    const series = { zone, signal, basis: 'lifecycle' } as const;
    const request = { ...series, start: toIso(startMs), end: toIso(endMs) };
    try {
      const options = { timeoutMs: TIMEOUT_MS };
      const { values, quality, source } = await this.caller.call(READ_SERIES, request, options);
      return { startMs, values, quality, source };
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'NO_OBSERVATIONS') return null;
      throw error;
    }
  }
}
