import type { Clock } from '@ecobe/carbon';
import { ProblemError, requestedRegion } from '@ecobe/contracts';
import type { CompleteRunRequest, DekesReceipt } from '@ecobe/contracts';
import type { StoredWorkload } from '../../ports/dekes-workload';
import { isSameUnit } from '../../run-planning/same-unit';
import type { WorkloadStore } from '../../ports/workload-store';

const isSame = (stored: StoredWorkload, request: CompleteRunRequest): boolean =>
  stored.executionRegion === request.executionRegion &&
  stored.runMinutes === request.durationMinutes &&
  stored.runStatus === request.status &&
  isSameUnit(stored.functionalUnit, request.functionalUnit ?? null);

/** Takes in how a run went. Repeated it changes nothing; other figures for the same run are refused. */
export class CompleteRunUseCase {
  constructor(
    private readonly workloads: WorkloadStore,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as the contract of the operation lists */
  async execute(request: CompleteRunRequest): Promise<DekesReceipt> {
    const { decision_id, executionRegion, durationMinutes, status } = request;
    const { zone } = requestedRegion(executionRegion, '/executionRegion');
    const isNew = await this.workloads.complete(decision_id, {
      ...{ executionRegion, executionZone: zone, runMinutes: durationMinutes, runStatus: status },
      functionalUnit: request.functionalUnit ?? null,
      completedMs: this.clock.nowMs(),
    });
    if (!isNew) await this.requireSame(request);
    return { received: true, decisionId: decision_id };
  }

  private async requireSame(request: CompleteRunRequest): Promise<void> {
    const stored = await this.workloads.find(request.decision_id);
    if (stored === null) {
      throw new ProblemError({
        status: 404,
        code: 'DECISION_NOT_FOUND',
        title: 'Decision not found',
        detail: `There is no decision ${request.decision_id}.`,
      });
    }
    if (isSame(stored, request)) return;
    throw new ProblemError({
      status: 409,
      code: 'ALREADY_COMPLETED',
      title: 'Already completed',
      detail: `${stored.executionRegion ?? ''}, ${stored.runMinutes ?? ''} minutes and ${stored.runStatus ?? ''} were reported for it before.`,
    });
  }
}
