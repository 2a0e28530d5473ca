import { ProblemError } from '@ecobe/contracts';
import { hundredthsAsNumber } from '@ecobe/ledger';
import type { LedgerWriter } from '../../ports/ledger-store';
import { planFigures } from './offset-answer';
import { MOST_LOTS, linesOf, planTarget } from './plan-target';
import type { OffsetGoal, TargetPlan } from './plan-target';

/**
 * Retires exactly what a share of the emissions still needs.
 * @returns what was done, with the lots as they were locked for it
 * @throws ProblemError 409 `INSUFFICIENT_CREDITS`, `TOO_MANY_LOTS`
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

/** @throws ProblemError 409 `INSUFFICIENT_CREDITS`, `TOO_MANY_LOTS` unless a part is welcome */
export function refuseShort(plan: TargetPlan, { allowsPartial }: OffsetGoal): void {
  const { needG, shortfallG, postponedG } = plan;
  if (allowsPartial || shortfallG + postponedG === 0n) return;
  const { retiredCO2: _retired, ...figures } = planFigures(plan);
  const [code, title, why] =
    shortfallG > 0n
      ? ['INSUFFICIENT_CREDITS', 'Insufficient credits', `${shortfallG} g are short`]
      : [
          'TOO_MANY_LOTS',
          'Too many lots',
          `one retirement takes ${MOST_LOTS} lots, ${postponedG} g are in more`,
        ];
  const detail = `${needG} g are needed and ${why}. Nothing was retired; allowPartial would.`;
  throw new ProblemError({ status: 409, code, title, detail, extensions: figures });
}
