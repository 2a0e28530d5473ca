import type { settleWork } from '@ecobe/placement';
import type { WorkloadToSettle } from '../../ports/settling-store';
import { baselineSpan, requestedWork } from '../../work/requested-work';
import type { RequestedWork } from '../../work/requested-work';

type WorkDone = Parameters<typeof settleWork>[0];

/** Work as it was asked for, and what it did. */
export interface WorkKnown {
  readonly work: RequestedWork;
  readonly done: WorkDone;
}

/** What a workload did, as reported, else as planned. */
export function workDoneOf(workload: WorkloadToSettle): WorkKnown {
  const { completion, segments, region } = workload;
  const work = requestedWork(workload.request, workload.acceptedAtMs);
  const done = {
    energyKwh: completion?.energyKwh ?? work.energyKwh,
    runs: completion?.ran == null ? segments : [completion.ran],
    baseline: baselineSpan(work),
    transferEnergyKwh: region === work.home.region ? 0 : work.transferEnergyKwh,
  };
  return { work, done };
}
