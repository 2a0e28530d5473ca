import { randomUUID } from 'node:crypto';
import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { Answered, RetireCreditsRequest, RetirementAnswer } from '@ecobe/contracts';
import { jsonAtMost, planRetirement } from '@ecobe/ledger';
import type { RetirementLine } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { CLAIM_NOTE } from '../../credit/notes';
import { creditNotFound, invalid, noCommonHolder } from '../../credit/problems';
import { linesAnswer } from '../../credit/retirement-lines';
import type { NewRetirement } from '../../ports/ledger-store';
import type { DecidedRetirement, RetirementBook } from '../../ports/retirement-book';
import type { StoredCredit } from '../../ports/stored-credit';
import { itemsOf, notRetirable } from './retirement-items';
import type { PlacedItem } from './retirement-items';
import { RetirementTurns } from './retirement-turns';

const OPERATION = 'retire-credits';

/** Retires from lots: all that is asked, or nothing. */
export class RetireCreditsUseCase {
  private readonly turns: RetirementTurns;

  constructor(
    private readonly book: RetirementBook,
    private readonly clock: Clock,
  ) {
    this.turns = new RetirementTurns(book);
  }

  /** @throws ProblemError as the contract of the operation lists; nothing is written then */
  async execute(
    request: RetireCreditsRequest,
    { idempotencyKey, requestId, deadlineMs }: CallOrigin,
  ): Promise<Answered<RetirementAnswer>> {
    const items = itemsOf(request);
    const told = describedIn(newTimeOrderedId(this.clock.nowMs()), request);
    const organizationId = await this.holderOf(items, request.organizationId ?? null);
    const described = { ...told, organizationId };
    const command = {
      ...{ organizationId, operation: OPERATION, requestId: requestId ?? null },
      key: idempotencyKey ?? randomUUID(),
      fingerprint: requestHash(OPERATION, request),
    };
    const lotIds = items.map(({ lotId }) => lotId);
    return this.turns.retire({
      ...{ command, lotIds, deadlineMs },
      decide: (lots, nowMs) => decided(lots, nowMs, items, described),
    });
  }

  /**
   * The organisation that holds all of the lots. One that is named knows nothing of the lots of others; where none is, the
   * refusal is the same for lots of several organisations as for lots of nobody, in whatever order they stand.
   */
  private async holderOf(items: readonly PlacedItem[], named: string | null): Promise<string> {
    const ids = items.map(({ lotId }) => lotId);
    const holders = await this.book.holdersOf(ids);
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

type Described = Omit<NewRetirement, 'lines'> & { readonly organizationId: string };

function describedIn(id: string, request: RetireCreditsRequest): Omit<NewRetirement, 'lines'> {
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

/** What is retired of lots as they are. @throws ProblemError 409 with what stands against it */
function decided(
  lots: ReadonlyMap<string, StoredCredit>,
  nowMs: number,
  items: readonly PlacedItem[],
  described: Described,
): DecidedRetirement {
  const plan = planRetirement(lots, items, nowMs);
  if (plan.kind === 'refused') throw notRetirable(plan.unretirable, plan.isShortOnly, items);
  const { organizationId: _, ...retirement } = described;
  const { lines } = plan;
  return { retirement: { ...retirement, lines }, answer: answerOf(lots, lines, nowMs, described) };
}

function answerOf(
  lots: ReadonlyMap<string, StoredCredit>,
  lines: readonly RetirementLine[],
  nowMs: number,
  described: Described,
): RetirementAnswer {
  const { id, organizationId, period, reason, beneficiary, workloadRequestId } = described;
  return {
    ...{ retirementId: id, organizationId, status: 'ALLOCATED', unit: 'g' },
    retiredCO2: jsonAtMost(lines.reduce((sum, { grams }) => sum + grams, 0n)),
    lines: linesAnswer(lines, lots, nowMs),
    ...{ reason, workloadRequestId, beneficiary },
    ...{ periodStart: period?.start ?? null, periodEnd: period?.end ?? null },
    ...{ retiredAt: toIso(nowMs), claimNote: CLAIM_NOTE },
  };
}
