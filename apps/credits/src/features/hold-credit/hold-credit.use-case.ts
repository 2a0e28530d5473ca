import type { CreditHeld, HoldCreditRequest } from '@ecobe/contracts';
import { creditNotFound, invalid } from '../../credit/problems';
import type { StatusChanges } from '../../ports/status-changes';
import { isUuid } from '../../credit/uuid';

/** Lets nothing leave a lot while it is disputed. */
export class HoldCreditUseCase {
  constructor(private readonly changes: StatusChanges) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(request: HoldCreditRequest, requestId: string | null): Promise<CreditHeld> {
    const { creditId, isHeld, reason } = request;
    if (reason.trim() === '') throw invalid('/reason', 'must not be blank');
    const isNew = isUuid(creditId) ? await this.changes.hold({ ...request, requestId }) : null;
    if (isNew === null) throw creditNotFound([creditId]);
    return { creditId, isHeld, isNew };
  }
}
