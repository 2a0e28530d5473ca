import { ProblemError } from '@ecobe/contracts';
import type { DekesReceipt } from '@ecobe/contracts';
import type { DispatchStore } from '../../ports/dispatch-store';
import type { WorkloadStore } from '../../ports/workload-store';

/** Has the owner of a run that was given up called again, under the same key. */
export class RetryRunUseCase {
  constructor(
    private readonly runs: Pick<DispatchStore, 'revive'>,
    private readonly workloads: Pick<WorkloadStore, 'find'>,
  ) {}

  /** @throws ProblemError 404 `DECISION_NOT_FOUND`, 409 `NOT_DEAD` */
  async execute(decisionId: string): Promise<DekesReceipt> {
    if (await this.runs.revive(decisionId)) return { received: true, decisionId };
    const known = await this.workloads.find(decisionId);
    if (known === null) {
      const detail = `There is no decision ${decisionId}.`;
      throw new ProblemError({
        status: 404,
        code: 'DECISION_NOT_FOUND',
        title: 'Decision not found',
        detail,
      });
    }
    const detail = `It is ${known.status}: there is nothing to try again.`;
    throw new ProblemError({ status: 409, code: 'NOT_DEAD', title: 'Not dead', detail });
  }
}
