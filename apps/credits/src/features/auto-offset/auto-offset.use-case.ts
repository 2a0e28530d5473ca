import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import type { Answered, AutoOffsetAnswer, AutoOffsetRequest } from '@ecobe/contracts';
import { basisPointsOf } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { invalid } from '../../credit/problems';
import type { LedgerStore, LedgerWriter } from '../../ports/ledger-store';
import { reachTarget } from './reach-target';

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
    const isDry = request.dryRun === true;
    const goal = {
      ...{ organizationId, targetBasisPoints, monthlyCapG: null, isDry, filter: request.policy ?? {} },
      allowsPartial: request.allowPartial === true,
    };
    const retirementId = newTimeOrderedId(this.clock.nowMs());
    const work = (books: LedgerWriter) => reachTarget(books, goal, retirementId);
    if (isDry) return { answer: await this.ledger.rehearse(command, work), isReplayed: false };
    return this.ledger.once(command, work);
  }
}
