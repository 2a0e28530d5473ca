import { resolveRegion } from '@ecobe/carbon';
import { identityOf } from '@ecobe/contracts';
import { RoomLedger, slotOf } from '@ecobe/placement';
import type { RunFacts, RunPlacement } from '../ports/dekes-workload';
import { powerKwOf, slotsOf } from './plan-run';

/** Runs of DEKES are small, so no region is ever full: the ledger only spreads them over equal minutes. */
export const emptyRoom = (): RoomLedger => new RoomLedger(() => null);

/** Enters a plan, so that the next one prefers minutes that are less busy. */
export function occupy(
  room: RoomLedger,
  { region, startMs }: Pick<RunPlacement, 'region' | 'startMs'>,
  work: Pick<RunFacts, 'minutes' | 'energyKwh'>,
): void {
  const resolved = resolveRegion(region);
  if (resolved.kind === 'unknown') return;
  const from = slotOf(startMs);
  const until = from + slotsOf(work.minutes);
  room.reserve({ region: identityOf(resolved), runs: [{ from, until }], powerKw: powerKwOf(work) });
}
