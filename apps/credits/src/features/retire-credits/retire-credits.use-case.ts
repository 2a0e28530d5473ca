import { randomUUID } from 'node:crypto';
import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { Answered, RetireCreditsRequest, RetirementAnswer } from '@ecobe/contracts';
import { jsonAtMost, planRetirement } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { CLAIM_NOTE } from '../../credit/notes';
import { creditNotFound, invalid } from '../../credit/problems';
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

  /** The organisation that holds all of the lots; one that holds some of them only knows nothing of the others. */
  private async holderOf(items: readonly PlacedItem[], named: string | null): Promise<string> {
    const ids = items.map(({ lotId }) => lotId);
    const holders = await this.ledger.holdersOf(ids);
    const organizationId = named ?? ids.map((id) => holders.get(id)).find((holder) => holder !== undefined);
    const unknown = ids.filter((id) => organizationId === undefined || holders.get(id) !== organizationId);
    if (unknown.length > 0 || organizationId === undefined) throw creditNotFound(unknown);
    return organizationId;
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
