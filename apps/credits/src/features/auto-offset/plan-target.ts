import type { LotFilter, OffsetOutcome } from '@ecobe/contracts';
import { allocate, balanceOf, neededForTarget, planRetirement } from '@ecobe/ledger';
import type { Allocation, Balance, RetirementLine } from '@ecobe/ledger';
import { ChangedMeanwhileError } from '../../ports/ledger-store';
import type { LedgerView, RetirableLots } from '../../ports/ledger-store';
import type { StoredCredit } from '../../ports/stored-credit';

/** Lots of one retirement. */
export const MOST_LOTS = 1_000;

/** What is to be reached, and how. */
export interface OffsetGoal {
  readonly organizationId: string;
  readonly targetBasisPoints: bigint;
  readonly filter: LotFilter;
  /** At most so much in a month; null: no limit. */
  readonly monthlyCapG: bigint | null;
  readonly allowsPartial: boolean;
}

/** What leaves lots, and those lots. */
export interface PlannedLines {
  readonly lines: readonly RetirementLine[];
  readonly credits: ReadonlyMap<string, StoredCredit>;
}

/** What a target needs and what there is for it, to the gram. */
export interface TargetPlan extends PlannedLines {
  readonly balance: Balance;
  readonly needG: bigint;
  readonly retiredG: bigint;
  /** What no lot is left for. */
  readonly shortfallG: bigint;
  /** What further lots suffice for, which are too many for one retirement. */
  readonly postponedG: bigint;
  /** Whether the monthly cap keeps it from more. */
  readonly isCapped: boolean;
  readonly items: Allocation['items'];
  readonly nowMs: number;
}

const NO_LOTS: RetirableLots = { lots: [], totalG: 0n };

/** How far a target is, and which lots would bring it nearer; nothing is locked or written. */
export async function planTarget(books: LedgerView, goal: OffsetGoal): Promise<TargetPlan> {
  const { emissionsUg, offsetG } = await books.totals();
  const balance = balanceOf(emissionsUg, offsetG);
  const needG = neededForTarget(balance, goal.targetBasisPoints);
  const wantedG = await withinCap(books, needG, goal.monthlyCapG);
  const { lots, totalG } = wantedG > 0n ? await books.retirable(goal.filter, MOST_LOTS) : NO_LOTS;
  const { items, shortfallG: leftG } = allocate(lots, wantedG);
  const shortfallG = wantedG > totalG ? wantedG - totalG : 0n;
  return {
    ...{ balance, needG, shortfallG, postponedG: leftG - shortfallG, retiredG: wantedG - leftG },
    ...{ items, isCapped: wantedG < needG, nowMs: books.nowMs },
    ...linesOf(lots, items, books.nowMs),
  };
}

/** What leaves the lots of an allocation. @throws ChangedMeanwhileError if they do not suffice for it any more */
export function linesOf(
  lots: readonly StoredCredit[],
  items: Allocation['items'],
  nowMs: number,
): PlannedLines {
  const credits = new Map(lots.map((lot) => [lot.id, lot]));
  const plan = planRetirement(credits, items, nowMs);
  if (plan.kind === 'refused') throw new ChangedMeanwhileError('a lot was used meanwhile');
  return { credits, lines: plan.lines };
}

/** What became of a plan that was carried out. */
export function outcomeOf({ needG, retiredG }: TargetPlan): OffsetOutcome {
  if (needG === 0n) return 'NOTHING_TO_DO';
  return retiredG < needG ? 'PARTLY_RETIRED' : 'RETIRED';
}

async function withinCap(books: LedgerView, needG: bigint, capG: bigint | null): Promise<bigint> {
  if (capG === null || needG === 0n) return needG;
  const leftG = capG - (await books.offsetThisMonth());
  if (leftG <= 0n) return 0n;
  return leftG < needG ? leftG : needG;
}
