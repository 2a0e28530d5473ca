import type { Quality } from '@ecobe/carbon';
import { settleWork } from '@ecobe/placement';
import type { Settlement, WorkloadToSettle } from '../../ports/settling-store';
import type { ObservedHours, ObservedSeries } from './observed-hours';
import { workDoneOf } from './work-done';

/** The settlement of one workload by what is observed now, or why there is none yet. */
export function settlementOf(
  workload: WorkloadToSettle,
  hours: ObservedHours,
): Settlement | { reason: string } {
  const { work, done } = workDoneOf(workload);
  const homeZone = work.home.resolved.zone;
  const [there, home] = [hours.of(workload.zone, work.basis), hours.of(homeZone, work.basis)];
  if (there === undefined) return { reason: `nothing is observed in ${workload.zone}` };
  if (home === undefined) return { reason: `nothing is observed in ${homeZone}` };
  const settled = settleWork(done, there, home);
  if (settled.kind === 'unsettled') {
    const zone = settled.missing === 'work' ? workload.zone : homeZone;
    return { reason: `not all of its hours are observed in ${zone} yet` };
  }
  const { kind: _kind, ...figures } = settled;
  return {
    ...figures,
    energyKwh: done.energyKwh,
    energyQuality: workload.completion === null ? 'planned' : 'measured',
    quality: worseOf(there.quality, home.quality),
    source: sourcesOf(there, home),
  };
}

const WORST_FIRST: readonly Quality[] = ['simulated', 'forecast', 'estimated', 'measured'];
const worseOf = (a: Quality, b: Quality): Quality =>
  WORST_FIRST.indexOf(a) < WORST_FIRST.indexOf(b) ? a : b;

const sourcesOf = (there: ObservedSeries, home: ObservedSeries): string =>
  there.source === home.source ? there.source : `${there.source}; home: ${home.source}`;
