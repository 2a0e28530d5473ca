import { worstQuality } from '@ecobe/carbon';
import { settleWork } from '@ecobe/placement';
import type { Settlement, WorkloadToSettle } from '../../ports/settling-store';
import type { ObservedSeries } from './joined-hours';
import type { SettledBy } from './emitted-work';
import type { NotObserved, ObservedHours } from './observed-hours';
import { workDoneOf } from './work-done';
import type { WorkKnown } from './work-done';

/** The settlement of a workload, and by which averages. */
interface SettledWorkload extends SettledBy {
  readonly settlement: Settlement;
  readonly known: WorkKnown;
}

/**
 * The settlement of one workload by what is observed now, or why there is none yet.
 * @throws what the observer throws, once zone after zone fails
 */
export async function settlementOf(
  workload: WorkloadToSettle,
  hours: ObservedHours,
): Promise<SettledWorkload | NotObserved> {
  const known = workKnown(workload);
  if ('reason' in known) return known;
  const { work, done } = known;
  const homeZone = work.home.resolved.zone;
  const there = await hours.of(workload.zone, work.basis, done.runs);
  if ('reason' in there) return there;
  const home = await hours.of(homeZone, work.basis, [done.baseline]);
  if ('reason' in home) return home;
  const settled = settleWork(done, there, home);
  if (settled.kind === 'unsettled') {
    const zone = settled.missing === 'work' ? workload.zone : homeZone;
    return { reason: `not all of its hours are observed in ${zone} yet` };
  }
  const { kind: _kind, ...figures } = settled;
  const settlement: Settlement = {
    ...figures,
    energyKwh: done.energyKwh,
    energyQuality: workload.completion === null ? 'planned' : 'measured',
    quality: worstQuality(there.quality, home.quality),
    source: sourcesOf(there, home),
  };
  return { settlement, known, there, home };
}

/** What it did; a request that cannot be understood any more must not keep others from being settled. */
function workKnown(workload: WorkloadToSettle): WorkKnown | NotObserved {
  try {
    return workDoneOf(workload);
  } catch (error) {
    return {
      reason: `its request cannot be settled: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

const sourcesOf = (there: ObservedSeries, home: ObservedSeries): string =>
  there.source === home.source ? there.source : `${there.source}; home: ${home.source}`;
