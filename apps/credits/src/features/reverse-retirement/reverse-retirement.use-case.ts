import { toIso } from '@ecobe/carbon';
import type { RetirementReversed, ReverseRetirementRequest } from '@ecobe/contracts';
import { jsonAtMost } from '@ecobe/ledger';
import type { LedgerCorrections } from '../../ports/ledger-corrections';
import { retirementNotFound } from '../../credit/problems';
import { isUuid } from '../../credit/uuid';

/** Lets a retirement count no longer, by an entry of its own. */
export class ReverseRetirementUseCase {
  constructor(private readonly books: LedgerCorrections) {}

  /** Repeated, it answers as it did first. @throws ProblemError 404 `RETIREMENT_NOT_FOUND` */
  async execute(request: ReverseRetirementRequest, requestId: string | null): Promise<RetirementReversed> {
    const isId = isUuid(request.retirementId);
    const reversal = isId ? await this.books.reverse({ ...request, requestId }) : null;
    if (reversal === null) throw retirementNotFound(request.retirementId);
    return {
      retirementId: request.retirementId,
      reversedCO2: jsonAtMost(reversal.reversedG),
      reason: reversal.reason,
      reversedAt: toIso(reversal.reversedAtMs),
      isNew: reversal.isNew,
    };
  }
}
