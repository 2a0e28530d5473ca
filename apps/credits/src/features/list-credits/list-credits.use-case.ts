import type { CreditAnswer, CreditPage, CreditsQuery } from '@ecobe/contracts';
import { creditAnswer } from '../../credit/credit-answer';
import { creditNotFound, invalid } from '../../credit/problems';
import type { CreditReader } from '../../ports/credit-reader';

/** Shows lots. */
export class ListCreditsUseCase {
  constructor(private readonly credits: CreditReader) {}

  /** @throws ProblemError 404 `CREDIT_NOT_FOUND` */
  async one(organizationId: string, creditId: string): Promise<CreditAnswer> {
    const found = await this.credits.one(organizationId, creditId);
    if (found === null) throw creditNotFound([creditId]);
    return creditAnswer(found.credit, found.nowMs);
  }

  /** @throws ProblemError 400 `INVALID_INPUT` for a cursor that is none */
  async list(query: CreditsQuery): Promise<CreditPage> {
    const page = await this.credits.list(query);
    if (page === null) throw invalid('?cursor', 'is of no page of this list');
    return {
      items: page.credits.map((credit) => creditAnswer(credit, page.nowMs)),
      nextCursor: page.nextCursor,
    };
  }
}
