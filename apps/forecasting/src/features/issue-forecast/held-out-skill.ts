import type { FitMetrics } from '@ecobe/forecast';
import type { IssuedSkill } from '../../ports/issued-forecast';

const LEAD_HOURS = 24;
const SEASONAL_NAIVE = /^seasonal-naive/;

/**
 * The first-day skill of a trained model: that of its held-out days, for on the days before this issue it has learnt and
 * would look better than it is.
 */
export function heldOutSkill({ fromMs, untilMs, originCount, model, baselines }: FitMetrics): IssuedSkill {
  const own = model.days[0];
  const naive = baselines.find((baseline) => SEASONAL_NAIVE.test(baseline.model))?.days[0];
  const mapePercent = own?.mapePercent ?? null;
  return {
    mapePercent,
    seasonalNaiveMapePercent: mapePercent === null ? null : (naive?.mapePercent ?? null),
    fromMs,
    untilMs,
    leadHours: LEAD_HOURS,
    originCount,
    hourCount: own?.hourCount ?? 0,
    zeroHourCount: own?.zeroHourCount ?? 0,
    reason: mapePercent === null ? 'no held-out hour of the model can be judged by a percentage' : null,
  };
}
