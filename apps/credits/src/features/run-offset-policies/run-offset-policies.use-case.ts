import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { OffsetFailure, OffsetNeeded, OffsetOutcome, OffsetRun } from '@ecobe/contracts';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { LedgerStore } from '../../ports/ledger-store';
import type { OffsetPolicy, PolicyStore } from '../../ports/policy-store';
import { planFigures } from '../auto-offset/offset-answer';
import { outcomeOf, planTarget } from '../auto-offset/plan-target';
import type { OffsetGoal, TargetPlan } from '../auto-offset/plan-target';
import { reachTarget } from '../auto-offset/reach-target';

const OPERATION = 'run-offset-policy';
const UNEXPECTED = { code: 'INTERNAL', detail: 'The round failed unexpectedly; the next one tries again.' };

/** Brings every organisation with a policy to its target, or tells what that would take. */
export class RunOffsetPoliciesUseCase {
  constructor(
    private readonly policies: PolicyStore,
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
    private readonly tell: (needed: OffsetNeeded) => Promise<void>,
    /** Told of a policy that failed; the others go on. */
    private readonly onFault: (organizationId: string, error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    for (const policy of await this.policies.all()) {
      const { organizationId } = policy;
      const onFault = (error: unknown) => {
        this.onFault(organizationId, error);
      };
      await this.run(policy).catch(async (error: unknown) => {
        onFault(error);
        await this.policies.keepFailure(organizationId, this.failureOf(error)).catch(onFault);
      });
    }
  }

  /** What an organisation may know of it. */
  private failureOf(error: unknown): OffsetFailure {
    const { code, detail } = error instanceof ProblemError ? error.problem : UNEXPECTED;
    return { failedAt: toIso(this.clock.nowMs()), code, detail };
  }

  private async run(policy: OffsetPolicy): Promise<void> {
    const { organizationId } = policy;
    const goal = { ...policy, allowsPartial: true };
    const plan = await this.ledger.preview(organizationId, (books) => planTarget(books, goal));
    const isToRetire = policy.mode === 'RETIRE' && plan.items.length > 0;
    const run = isToRetire ? await this.retire(goal) : this.runOf(plan, null, proposalOf(policy, plan));
    await this.policies.keepRun(organizationId, run);
    if (policy.mode === 'NOTIFY' && plan.needG > 0n) {
      const { neededCO2, shortfallCO2 } = run;
      await this.tell({ organizationId, neededCO2, shortfallCO2 });
    }
  }

  private async retire(goal: OffsetGoal): Promise<OffsetRun> {
    const id = newTimeOrderedId(this.clock.nowMs());
    const command = {
      ...{ organizationId: goal.organizationId, operation: OPERATION, requestId: null },
      ...{ key: id, fingerprint: requestHash(OPERATION, id) },
    };
    const { answer } = await this.ledger.once(command, async (books) => {
      const plan = await reachTarget(books, goal, id);
      return this.runOf(plan, plan.items.length === 0 ? null : id, outcomeOf(plan));
    });
    return answer;
  }

  private runOf(plan: TargetPlan, retirementId: string | null, outcome: OffsetOutcome): OffsetRun {
    const ranAt = toIso(this.clock.nowMs());
    return { ranAt, outcome, ...planFigures(plan), isCapped: plan.isCapped, retirementId };
  }
}

/** Where nothing is retired. In mode RETIRE that is since nothing could be, and no proposal. */
const proposalOf = ({ mode }: OffsetPolicy, plan: TargetPlan): OffsetOutcome =>
  mode === 'NOTIFY' && plan.needG > 0n ? 'WOULD_RETIRE' : outcomeOf(plan);
