import { resolveRegion } from '@ecobe/carbon';
import { identityOf } from '@ecobe/contracts';
import { slotOf } from '@ecobe/placement';
import type { Reservation } from '@ecobe/placement';
import type { RunFacts, RunPlacement } from '../ports/dekes-workload';
import { powerKwOf, slotsOf } from './plan-run';

/** What a plan takes of its region; null for a region that nobody knows any more. */
export function reservationOf(
  { region, startMs }: Pick<RunPlacement, 'region' | 'startMs'>,
  work: Pick<RunFacts, 'minutes' | 'energyKwh'>,
): Reservation | null {
  const resolved = resolveRegion(region);
  if (resolved.kind === 'unknown') return null;
  const from = slotOf(startMs);
  const until = from + slotsOf(work.minutes);
  return { region: identityOf(resolved), runs: [{ from, until }], powerKw: powerKwOf(work) };
}

/** A run that goes on at home at once takes no room from anybody: it is always allowed. */
export const takesRoom = ({ action }: Pick<RunPlacement, 'action'>): boolean => action !== 'execute';
