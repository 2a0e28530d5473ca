import { ProblemError } from '@ecobe/contracts';
import { hundredthsAsNumber, jsonAtLeast } from '@ecobe/ledger';
import type { LedgerWriter } from '../../ports/ledger-store';
import { linesOf, planTarget } from './plan-target';
import type { OffsetGoal, TargetPlan } from './plan-target';

/**
 * Retires exactly what a share of the emissions still needs.
 * @returns what was done, with the lots as they were locked for it
 * @throws ProblemError 409 `INSUFFICIENT_CREDITS`
 */
export async function reachTarget(
  books: LedgerWriter,
  goal: OffsetGoal,
  retirementId: string,
): Promise<TargetPlan> {
  await books.lockTarget();
  const plan = await planTarget(books, goal);
  refuseShort(plan, goal);
  if (plan.items.length === 0) return plan;
  const lots = await books.lockCredits(plan.items.map(({ lotId }) => lotId));
  const { lines, credits } = linesOf(lots, plan.items, books.nowMs);
  await books.retire({
    ...{ id: retirementId, lines, purpose: 'AUTO_OFFSET', reason: reasonOf(goal) },
    ...{ beneficiary: null, period: null, workloadRequestId: null },
  });
  return { ...plan, lines, credits };
}

const reasonOf = ({ targetBasisPoints }: OffsetGoal): string =>
  `auto-offset to ${hundredthsAsNumber(targetBasisPoints)} % of logged emissions`;

/** @throws ProblemError 409 `INSUFFICIENT_CREDITS` unless a part is welcome */
export function refuseShort({ needG, shortfallG }: TargetPlan, { allowsPartial }: OffsetGoal): void {
  if (shortfallG === 0n || allowsPartial) return;
  throw new ProblemError({
    ...{ status: 409, code: 'INSUFFICIENT_CREDITS', title: 'Insufficient credits' },
    detail: `${needG} g are needed and ${shortfallG} g are short. Nothing was retired; allowPartial would.`,
    extensions: { neededCO2: jsonAtLeast(needG), shortfallCO2: jsonAtLeast(shortfallG) },
  });
}
