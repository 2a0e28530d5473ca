import { toIso } from '@ecobe/carbon';
import type { Basis, Interval, Signal } from '@ecobe/carbon';
import { ProblemError, READ_SERIES } from '@ecobe/contracts';
import type { SeriesResponse } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import type { ObservedIntensity } from '../ports/observed-intensity';

const TIMEOUT_MS = 20_000;

/** Asks ingestion. */
export class ObservedIntensityClient implements ObservedIntensity {
  constructor(private readonly caller: RpcCaller) {}

  async read(
    zone: string,
    basis: Basis,
    { startMs, endMs }: Interval,
    signal: Signal,
  ): Promise<SeriesResponse | null> {
    const request = { zone, signal, basis, start: toIso(startMs), end: toIso(endMs) };
    try {
      return await this.caller.call(READ_SERIES, request, { timeoutMs: TIMEOUT_MS });
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'NO_OBSERVATIONS') return null;
      throw error;
    }
  }
}
