import { toIso } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { RetirementReversed, ReverseRetirementRequest } from '@ecobe/contracts';
import { jsonAtMost } from '@ecobe/ledger';
import type { LedgerCorrections } from '../../ports/ledger-corrections';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Lets a retirement count no longer, by an entry of its own. */
export class ReverseRetirementUseCase {
  constructor(private readonly books: LedgerCorrections) {}

  /** Repeated, it answers as it did first. @throws ProblemError 404 `RETIREMENT_NOT_FOUND` */
  async execute(request: ReverseRetirementRequest, requestId: string | null): Promise<RetirementReversed> {
    const isId = UUID.test(request.retirementId);
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

const retirementNotFound = (retirementId: string): ProblemError =>
  new ProblemError({
    ...{ status: 404, code: 'RETIREMENT_NOT_FOUND', title: 'Retirement not found' },
    detail: `There is no retirement ${retirementId}.`,
  });
