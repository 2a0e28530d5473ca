import { gramsOf } from '@ecobe/placement';
import type { Placement, RoomLedger } from '@ecobe/placement';
import type { Candidate } from './candidate';

const SLOTS_PER_HOUR = 4;
/** Sums of the same slots in another order differ by this much. */
const ROUNDING = 1e-9;

/** Slots in which a run may start, and how many it takes. */
export interface StartSpan {
  readonly earliest: number;
  readonly latest: number;
  readonly slots: number;
}

/**
 * Moves a placement to the least busy quarter of its hour, among those that emit no more. An hour has one intensity, so without
 * this all runs of a batch would start in the same minute.
 * @param room what others have planned; null: nobody is known to run
 */
export function spreading(
  known: readonly Candidate[],
  room: RoomLedger | null,
  { earliest, latest, slots }: StartSpan,
): (placement: Placement) => Placement {
  if (room === null) return (placement) => placement;
  const outlooks = new Map(known.map(({ identity, outlook }) => [identity, outlook]));
  return (placement) => {
    const [run] = placement.runs;
    const outlook = outlooks.get(placement.region);
    if (run === undefined || outlook === undefined) return placement;
    const runFrom = (from: number) => ({ from, until: from + slots });
    const gramsPerKw = (from: number) => gramsOf(outlook, [runFrom(from)], 1) ?? Infinity;
    const mostG = gramsPerKw(run.from) * (1 + ROUNDING);
    const hourStart = run.from - (run.from % SLOTS_PER_HOUR);
    let [best, leastKw] = [run.from, Infinity];
    for (
      let from = Math.max(earliest, hourStart);
      from <= Math.min(latest, hourStart + SLOTS_PER_HOUR - 1);
      from++
    ) {
      const kw = busyKw(room, placement.region, runFrom(from));
      if (kw < leastKw && gramsPerKw(from) <= mostG) [best, leastKw] = [from, kw];
    }
    return { ...placement, runs: [runFrom(best)] };
  };
}

function busyKw(room: RoomLedger, region: string, { from, until }: { from: number; until: number }): number {
  let sum = 0;
  for (let slot = from; slot < until; slot++) sum += room.busyKwAt(region, slot);
  return sum;
}
