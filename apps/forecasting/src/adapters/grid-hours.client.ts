import { toIso } from '@ecobe/carbon';
import type { Basis, Interval } from '@ecobe/carbon';
import { READ_GRID_HOURS } from '@ecobe/contracts';
import type { GridHoursResponse } from '@ecobe/contracts';
import type { RpcCaller } from '@ecobe/messaging';
import type { GridHoursReader } from '../ports/grid-hours-reader';

/** Asks ingestion. */
export class GridHoursClient implements GridHoursReader {
  /** @param timeoutMs less than who waits for it waits. */
  constructor(
    private readonly caller: RpcCaller,
    private readonly timeoutMs: number,
  ) {}

  read(zone: string, basis: Basis, { startMs, endMs }: Interval): Promise<GridHoursResponse> {
    const request = { zone, basis, start: toIso(startMs), end: toIso(endMs) };
    return this.caller.call(READ_GRID_HOURS, request, { timeoutMs: this.timeoutMs });
  }
}
