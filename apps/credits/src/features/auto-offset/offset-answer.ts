import type { AutoOffsetAnswer, OffsetOutcome } from '@ecobe/contracts';
import { hundredthsAsNumber, jsonAtLeast, jsonAtMost } from '@ecobe/ledger';
import { ACCOUNTING_NOTE } from '../../credit/notes';
import { linesAnswer } from '../../credit/retirement-lines';
import type { OffsetGoal, TargetPlan } from './plan-target';

/** Amounts of a plan on the wire: what is needed is never shown as less, what is retired never as more. */
export const planFigures = ({ needG, retiredG, shortfallG, postponedG }: TargetPlan) => ({
  neededCO2: jsonAtLeast(needG),
  retiredCO2: jsonAtMost(retiredG),
  shortfallCO2: jsonAtLeast(shortfallG),
  postponedCO2: jsonAtLeast(postponedG),
});

/** A plan as callers see it. @param retirementId null where nothing was retired for it */
export const offsetAnswer = (
  { organizationId, targetBasisPoints }: OffsetGoal,
  plan: TargetPlan,
  outcome: OffsetOutcome,
  retirementId: string | null,
): AutoOffsetAnswer => ({
  ...{ organizationId, outcome, unit: 'g' },
  targetOffsetPercentage: hundredthsAsNumber(targetBasisPoints),
  totalEmissions: jsonAtLeast(plan.balance.totalEmissionsG),
  previousOffset: jsonAtMost(plan.balance.totalOffsetG),
  ...planFigures(plan),
  retirementId,
  lines: linesAnswer(plan.lines, plan.credits, plan.nowMs),
  accountingNote: ACCOUNTING_NOTE,
});
