import { ProblemError } from '@ecobe/contracts';
import type { AutoOffsetAnswer, LotFilter, OffsetOutcome } from '@ecobe/contracts';
import {
  allocate,
  balanceOf,
  hundredthsAsNumber,
  jsonAtLeast,
  jsonAtMost,
  neededForTarget,
  planRetirement,
} from '@ecobe/ledger';
import type { Allocation, Balance, RetirementLine } from '@ecobe/ledger';
import { ACCOUNTING_NOTE } from '../../credit/notes';
import { linesAnswer } from '../../credit/retirement-lines';
import { ChangedMeanwhileError } from '../../ports/ledger-store';
import type { LedgerWriter } from '../../ports/ledger-store';
import type { StoredCredit } from '../../ports/stored-credit';

/** Lots of one retirement. */
const MOST_LOTS = 1_000;

/** What is to be reached, and how. */
export interface OffsetGoal {
  readonly organizationId: string;
  readonly targetBasisPoints: bigint;
  readonly filter: LotFilter;
  /** At most so much in a month; null: no limit. */
  readonly monthlyCapG: bigint | null;
  readonly allowsPartial: boolean;
  /** Only what would be done is asked for. */
  readonly isDry: boolean;
}

/**
 * Retires exactly what a share of the emissions still needs.
 * @throws ProblemError 409 `INSUFFICIENT_CREDITS`
 */
export async function reachTarget(
  books: LedgerWriter,
  goal: OffsetGoal,
  retirementId: string,
): Promise<AutoOffsetAnswer> {
  await books.lockTarget();
  const { emissionsUg, offsetG } = await books.totals();
  const balance = balanceOf(emissionsUg, offsetG);
  const needG = neededForTarget(balance, goal.targetBasisPoints);
  const answer = answerOf(goal, balance, needG);
  if (needG === 0n) return answer;
  const wantedG = await withinCap(books, needG, goal.monthlyCapG);
  const { items, shortfallG } = allocate(await books.retirable(goal.filter), wantedG);
  if (items.length > MOST_LOTS) throw tooManyLots(items.length);
  if (shortfallG > 0n && !goal.allowsPartial) throw insufficient(needG, shortfallG);
  const retiredG = wantedG - shortfallG;
  const done: OffsetOutcome = retiredG < needG ? 'PARTLY_RETIRED' : 'RETIRED';
  const outcome: OffsetOutcome = goal.isDry ? 'WOULD_RETIRE' : done;
  const short = { ...answer, outcome, shortfallCO2: jsonAtLeast(shortfallG) };
  if (items.length === 0) return short;
  const { credits, lines } = await locked(books, items);
  await books.retire({
    ...{ id: retirementId, lines, purpose: 'AUTO_OFFSET', reason: reasonOf(goal) },
    ...{ beneficiary: null, period: null, workloadRequestId: null },
  });
  return {
    ...short,
    retiredCO2: jsonAtMost(retiredG),
    retirementId: goal.isDry ? null : retirementId,
    lines: linesAnswer(lines, credits, books.nowMs),
  };
}

async function withinCap(books: LedgerWriter, needG: bigint, capG: bigint | null): Promise<bigint> {
  if (capG === null) return needG;
  const leftG = capG - (await books.offsetThisMonth());
  if (leftG <= 0n) return 0n;
  return leftG < needG ? leftG : needG;
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

const reasonOf = ({ targetBasisPoints }: OffsetGoal): string =>
  `auto-offset to ${hundredthsAsNumber(targetBasisPoints)} % of logged emissions`;

const answerOf = (goal: OffsetGoal, balance: Balance, needG: bigint): AutoOffsetAnswer => ({
  organizationId: goal.organizationId,
  outcome: 'NOTHING_TO_DO',
  unit: 'g',
  targetOffsetPercentage: hundredthsAsNumber(goal.targetBasisPoints),
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
