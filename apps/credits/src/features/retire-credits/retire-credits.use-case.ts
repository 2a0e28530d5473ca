import { randomUUID } from 'node:crypto';
import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { Answered, RetireCreditsRequest, RetirementAnswer } from '@ecobe/contracts';
import { jsonAtMost, planRetirement } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { CLAIM_NOTE } from '../../credit/notes';
import { creditNotFound, invalid, noCommonHolder } from '../../credit/problems';
import { linesAnswer } from '../../credit/retirement-lines';
import type { LedgerStore, LedgerWriter, NewRetirement } from '../../ports/ledger-store';
import { itemsOf, notRetirable } from './retirement-items';
import type { PlacedItem } from './retirement-items';

const OPERATION = 'retire-credits';

/** Retires from lots: all that is asked, or nothing. */
export class RetireCreditsUseCase {
  constructor(
    private readonly ledger: LedgerStore,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(
    request: RetireCreditsRequest,
    { idempotencyKey, requestId }: CallOrigin,
  ): Promise<Answered<RetirementAnswer>> {
    const items = itemsOf(request);
    const retirement = describedIn(newTimeOrderedId(this.clock.nowMs()), request);
    const organizationId = await this.holderOf(items, request.organizationId ?? null);
    const command = {
      ...{ organizationId, operation: OPERATION, requestId: requestId ?? null },
      key: idempotencyKey ?? randomUUID(),
      fingerprint: requestHash(OPERATION, request),
    };
    return this.ledger.once(command, (books) => retireAll(books, organizationId, items, retirement));
  }

  /**
   * The organisation that holds all of the lots. One that is named knows nothing of the lots of others; where none is, the
   * refusal is the same for lots of several organisations as for lots of nobody, in whatever order they stand.
   */
  private async holderOf(items: readonly PlacedItem[], named: string | null): Promise<string> {
    const ids = items.map(({ lotId }) => lotId);
    const holders = await this.ledger.holdersOf(ids);
    if (named !== null) {
      const unknown = ids.filter((id) => holders.get(id) !== named);
      if (unknown.length > 0) throw creditNotFound(unknown);
      return named;
    }
    const [holder, ...others] = new Set(ids.map((id) => holders.get(id)));
    if (holder === undefined || others.length > 0) throw noCommonHolder(ids);
    return holder;
  }
}

const inUtc = (instant: string): string => toIso(Date.parse(instant));

type Described = Omit<NewRetirement, 'lines'>;

function describedIn(id: string, request: RetireCreditsRequest): Described {
  const { periodStart, periodEnd, beneficiary } = request;
  if ((periodStart == null) !== (periodEnd == null)) {
    const missing = periodStart == null ? '/periodStart' : '/periodEnd';
    throw invalid(missing, 'periodStart and periodEnd are given both, or neither');
  }
  const period =
    periodStart == null || periodEnd == null ? null : { start: inUtc(periodStart), end: inUtc(periodEnd) };
  if (period !== null && period.end <= period.start) {
    throw invalid('/periodEnd', 'must be after periodStart', 'INVERTED_WINDOW');
  }
  return {
    ...{ id, period, reason: request.reason, purpose: 'REQUEST' },
    beneficiary:
      beneficiary == null ? null : { name: beneficiary.name, type: beneficiary.type ?? 'ORGANIZATION' },
    workloadRequestId: request.workloadRequestId ?? null,
  };
}

async function retireAll(
  books: LedgerWriter,
  organizationId: string,
  items: readonly PlacedItem[],
  described: Described,
): Promise<RetirementAnswer> {
  const { nowMs } = books;
  const credits = new Map(
    (await books.lockCredits(items.map(({ lotId }) => lotId))).map((lot) => [lot.id, lot]),
  );
  const plan = planRetirement(credits, items, nowMs);
  if (plan.kind === 'refused') throw notRetirable(plan.unretirable, plan.isShortOnly, items);
  await books.retire({ ...described, lines: plan.lines });
  const { id, period, reason, beneficiary, workloadRequestId } = described;
  return {
    ...{ retirementId: id, organizationId, status: 'ALLOCATED', unit: 'g' },
    retiredCO2: jsonAtMost(plan.lines.reduce((sum, { grams }) => sum + grams, 0n)),
    lines: linesAnswer(plan.lines, credits, nowMs),
    ...{ reason, workloadRequestId, beneficiary },
    ...{ periodStart: period?.start ?? null, periodEnd: period?.end ?? null },
    ...{ retiredAt: toIso(nowMs), claimNote: CLAIM_NOTE },
  };
}
