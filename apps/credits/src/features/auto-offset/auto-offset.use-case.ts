import { randomUUID } from 'node:crypto';
import type { Clock } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { Answered, AutoOffsetAnswer, AutoOffsetRequest, OffsetOutcome } from '@ecobe/contracts';
import {
  allocate,
  balanceOf,
  basisPointsOf,
  jsonAtLeast,
  jsonAtMost,
  neededForTarget,
  planRetirement,
} from '@ecobe/ledger';
import type { Allocation, Balance, RetirementLine } from '@ecobe/ledger';
import { newTimeOrderedId, requestHash } from '@ecobe/platform';
import type { CallOrigin } from '../../credit/call-origin';
import { ACCOUNTING_NOTE } from '../../credit/notes';
import { invalid } from '../../credit/problems';
import { linesAnswer } from '../../credit/retirement-lines';
import { ChangedMeanwhileError } from '../../ports/ledger-store';
import type { LedgerStore, LedgerWriter } from '../../ports/ledger-store';
import type { StoredCredit } from '../../ports/stored-credit';

const OPERATION = 'auto-offset';
/** Lots of one retirement. */
const MOST_LOTS = 1_000;

/** Retires exactly what a share of the emissions still needs. */
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
    const target = basisPointsOf(request.targetOffsetPercentage);
    if (target === null) throw invalid('/targetOffsetPercentage', 'must have two decimals at most');
    const command = {
      ...{ organizationId: request.organizationId, operation: OPERATION, requestId: requestId ?? null },
      key: idempotencyKey ?? randomUUID(),
      fingerprint: requestHash(OPERATION, request),
    };
    const retirementId = newTimeOrderedId(this.clock.nowMs());
    const work = (books: LedgerWriter) => offset(books, request, target, retirementId);
    if (request.dryRun === true)
      return { answer: await this.ledger.rehearse(command, work), isReplayed: false };
    return this.ledger.once(command, work);
  }
}

async function offset(
  books: LedgerWriter,
  request: AutoOffsetRequest,
  targetBasisPoints: bigint,
  retirementId: string,
): Promise<AutoOffsetAnswer> {
  await books.lockTarget();
  const { emissionsUg, offsetG } = await books.totals();
  const balance = balanceOf(emissionsUg, offsetG);
  const needG = neededForTarget(balance, targetBasisPoints);
  const answer = answerOf(request, balance, needG);
  if (needG === 0n) return answer;
  const { items, shortfallG } = allocate(await books.retirable(request.policy ?? {}), needG);
  if (items.length > MOST_LOTS) throw tooManyLots(items.length);
  if (shortfallG > 0n && request.allowPartial !== true) throw insufficient(needG, shortfallG);
  const isDry = request.dryRun === true;
  const done: OffsetOutcome = shortfallG > 0n ? 'PARTLY_RETIRED' : 'RETIRED';
  const outcome = isDry ? 'WOULD_RETIRE' : done;
  if (items.length === 0) return { ...answer, outcome, shortfallCO2: jsonAtLeast(shortfallG) };
  const { credits, lines } = await locked(books, items);
  await books.retire({
    ...{ id: retirementId, lines, purpose: 'AUTO_OFFSET', reason: reasonOf(request) },
    ...{ beneficiary: null, period: null, workloadRequestId: null },
  });
  return {
    ...answer,
    outcome,
    retiredCO2: jsonAtMost(needG - shortfallG),
    shortfallCO2: jsonAtLeast(shortfallG),
    retirementId: isDry ? null : retirementId,
    lines: linesAnswer(lines, credits, books.nowMs),
  };
}

/** The lots of an allocation, locked and still as they were when it was made. */
async function locked(
  books: LedgerWriter,
  items: Allocation['items'],
): Promise<{ credits: Map<string, StoredCredit>; lines: readonly RetirementLine[] }> {
  const lots = await books.lockCredits(items.map(({ lotId }) => lotId));
  const credits = new Map(lots.map((lot) => [lot.id, lot]));
  const plan = planRetirement(credits, items, books.nowMs);
  if (plan.kind === 'refused') throw new ChangedMeanwhileError('a lot was used meanwhile');
  return { credits, lines: plan.lines };
}

const reasonOf = ({ targetOffsetPercentage }: AutoOffsetRequest): string =>
  `auto-offset to ${targetOffsetPercentage} % of logged emissions`;

const answerOf = (request: AutoOffsetRequest, balance: Balance, needG: bigint): AutoOffsetAnswer => ({
  organizationId: request.organizationId,
  outcome: 'NOTHING_TO_DO',
  unit: 'g',
  targetOffsetPercentage: request.targetOffsetPercentage,
  totalEmissions: jsonAtLeast(balance.totalEmissionsG),
  previousOffset: jsonAtMost(balance.totalOffsetG),
  neededCO2: jsonAtLeast(needG),
  retiredCO2: 0,
  shortfallCO2: 0,
  retirementId: null,
  lines: [],
  accountingNote: ACCOUNTING_NOTE,
});

const refusal = (detail: string, extensions: object): ProblemError =>
  new ProblemError({
    ...{ status: 409, code: 'INSUFFICIENT_CREDITS', title: 'Insufficient credits', detail },
    extensions: { ...extensions },
  });

const insufficient = (needG: bigint, shortfallG: bigint): ProblemError =>
  refusal(`${needG} g are needed and ${shortfallG} g are short. Nothing was retired; allowPartial would.`, {
    neededCO2: jsonAtLeast(needG),
    shortfallCO2: jsonAtLeast(shortfallG),
  });

const tooManyLots = (count: number): ProblemError =>
  refusal(
    `${count} lots would be needed, and one retirement takes ${MOST_LOTS}: choose larger ones by policy.`,
    {},
  );
