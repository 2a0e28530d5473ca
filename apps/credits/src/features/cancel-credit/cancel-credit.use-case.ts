import type { CancelCreditRequest, CreditCancelled } from '@ecobe/contracts';
import { jsonAtMost } from '@ecobe/ledger';
import { creditNotFound, invalid } from '../../credit/problems';
import type { StatusChanges } from '../../ports/status-changes';
import { isUuid } from '../../credit/uuid';

/** Takes what is available of a lot out of the books without a claim. */
export class CancelCreditUseCase {
  constructor(private readonly changes: StatusChanges) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(request: CancelCreditRequest, requestId: string | null): Promise<CreditCancelled> {
    const { creditId, reason } = request;
    if (reason.trim() === '') throw invalid('/reason', 'must not be blank');
    const grams = isUuid(creditId) ? await this.changes.cancel({ ...request, requestId }) : null;
    if (grams === null) throw creditNotFound([creditId]);
    return { creditId, cancelledCO2: jsonAtMost(grams) };
  }
}
