import { toIso } from '@ecobe/carbon';
import type { Interval, SeriesKey } from '@ecobe/carbon';
import { READ_SERIES } from '@ecobe/contracts';
import type { SeriesResponse } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import type { HistoryReader } from '../ports/history-reader';

/** Less than a caller of ours waits, so that it hears who is away. */
const TIMEOUT_MS = 4_000;

/** Asks ingestion. */
export class HistoryClient implements HistoryReader {
  constructor(
    private readonly caller: RpcCaller,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  read({ zone, signal, basis }: SeriesKey, { startMs, endMs }: Interval): Promise<SeriesResponse> {
    const request = { zone, signal, basis, start: toIso(startMs), end: toIso(endMs) };
    return this.caller.call(READ_SERIES, request, { timeoutMs: this.timeoutMs });
  }
}
