import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import type { Answered, PurchaseAnswer, PurchaseCreditsRequest } from '@ecobe/contracts';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import { creditAnswer } from '../../credit/credit-answer';
import { invalid } from '../../credit/problems';
import type { CallOrigin } from '../../credit/call-origin';
import type { LedgerStore } from '../../ports/ledger-store';
import { newCredit, warningsOf } from './new-credit';

const OPERATION = 'purchase-credits';

/** Takes a lot into the books. */
export class PurchaseCreditsUseCase {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
    /** Hosts that certificate URLs may name. */
    private readonly certificateHosts: readonly string[],
  ) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(
    request: PurchaseCreditsRequest,
    { idempotencyKey, requestId }: CallOrigin,
  ): Promise<Answered<PurchaseAnswer>> {
    const credit = newCredit(newTimeOrderedId(this.clock.nowMs()), request, this.certificateHosts);
    const command = {
      organizationId: request.organizationId,
      operation: OPERATION,
      key: idempotencyKey ?? randomUUID(),
      fingerprint: requestHash(OPERATION, request),
      requestId: requestId ?? null,
    };
    return this.ledger.once(command, async (books) => {
      if (credit.expiresAtMs !== null && credit.expiresAtMs <= books.nowMs) {
        throw invalid('/expiresAt', 'must be ahead: expired credits cannot be bought');
      }
      const stored = await books.addCredit(credit);
      return { ...creditAnswer(stored, books.nowMs), warnings: warningsOf(credit) };
    });
  }
}
