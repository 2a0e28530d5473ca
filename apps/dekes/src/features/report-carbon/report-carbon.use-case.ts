import type { Clock } from '@ecobe/carbon';
import type { DekesReceipt, ReportCarbonRequest } from '@ecobe/contracts';
import { newTimeOrderedId } from '@ecobe/platform';
import type { WorkloadStore } from '../../ports/workload-store';
import { budgetEvents } from '../../run-planning/budget-event';
import { EMPTY_DECISION } from '../../run-planning/new-decision';

/** Takes in what DEKES says that a query emitted; the newest word counts. */
export class ReportCarbonUseCase {
  constructor(
    private readonly workloads: WorkloadStore,
    private readonly clock: Clock,
  ) {}

  /** A query that went on without us is kept too: it ran, though nobody knows where. */
  async execute({ queryId, actualCO2 }: ReportCarbonRequest): Promise<DekesReceipt> {
    const nowMs = this.clock.nowMs();
    const known = await this.workloads.findByQuery(queryId);
    const id = known?.id ?? (await this.recordUnasked(queryId, nowMs));
    const use = { workloadId: id, of: 'actual', usedG: actualCO2, nowMs } as const;
    const { organizationId = null, budgetG = null } = known ?? {};
    await this.workloads.report(
      id,
      actualCO2,
      nowMs,
      budgetEvents({ ...use, organizationId, limitG: budgetG }),
    );
    return { received: true, decisionId: id };
  }

  private async recordUnasked(queryId: string, nowMs: number): Promise<string> {
    const id = newTimeOrderedId(nowMs);
    await this.workloads.record({
      ...EMPTY_DECISION,
      ...{ id, kind: 'report', status: 'reported', createdMs: nowMs, queryId },
      ...{
        idempotencyKey: null,
        requestHash: null,
        run: null,
        placement: null,
        baseline: null,
        answer: null,
      },
    });
    return id;
  }
}
