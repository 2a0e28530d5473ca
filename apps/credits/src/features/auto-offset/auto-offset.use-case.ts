import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import type { Answered, AutoOffsetAnswer, AutoOffsetRequest } from '@ecobe/contracts';
import { basisPointsOf } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { invalid } from '../../credit/problems';
import type { LedgerStore } from '../../ports/ledger-store';
import { offsetAnswer } from './offset-answer';
import { outcomeOf, planTarget } from './plan-target';
import type { OffsetGoal } from './plan-target';
import { reachTarget, refuseShort } from './reach-target';

const OPERATION = 'auto-offset';

/** Retires exactly what a share of the emissions still needs, when asked. */
export class AutoOffsetUseCase {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(
    request: AutoOffsetRequest,
    { idempotencyKey, requestId }: CallOrigin,
  ): Promise<Answered<AutoOffsetAnswer>> {
    const targetBasisPoints = basisPointsOf(request.targetOffsetPercentage);
    if (targetBasisPoints === null)
      throw invalid('/targetOffsetPercentage', 'must have two decimals at most');
    const { organizationId } = request;
    const command = {
      ...{ organizationId, operation: OPERATION, requestId: requestId ?? null },
      key: idempotencyKey ?? randomUUID(),
      fingerprint: requestHash(OPERATION, request),
    };
    const goal = {
      ...{ organizationId, targetBasisPoints, monthlyCapG: null, filter: request.policy ?? {} },
      allowsPartial: request.allowPartial === true,
    };
    if (request.dryRun === true) return { answer: await this.preview(goal), isReplayed: false };
    const retirementId = newTimeOrderedId(this.clock.nowMs());
    return this.ledger.once(command, async (books) => {
      const plan = await reachTarget(books, goal, retirementId);
      return offsetAnswer(goal, plan, outcomeOf(plan), plan.items.length === 0 ? null : retirementId);
    });
  }

  private async preview(goal: OffsetGoal): Promise<AutoOffsetAnswer> {
    const plan = await this.ledger.preview(goal.organizationId, (books) => planTarget(books, goal));
    refuseShort(plan, goal);
    return offsetAnswer(goal, plan, plan.needG === 0n ? 'NOTHING_TO_DO' : 'WOULD_RETIRE', null);
  }
}
