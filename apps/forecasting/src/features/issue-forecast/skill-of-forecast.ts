import { HOUR_MS } from '@ecobe/carbon';
import { measureSkill } from '@ecobe/forecast';
import type { FitMetrics, ForecastModel, HourlyHistory, PredictedHours } from '@ecobe/forecast';
import type { IssuedSkill } from '../../ports/issued-forecast';
import { heldOutSkill } from './held-out-skill';

/** Who spoke, and with what. */
interface Spoken {
  readonly model: ForecastModel;
  readonly prediction: PredictedHours;
}

/** The trained model of a series, and what is known of it. */
interface Learnt {
  readonly learnt: ForecastModel | null;
  readonly metrics: FitMetrics | null;
}

/**
 * The first-day skill of whoever spoke: of a trained model that of its held-out days, of the simple ones that on the
 * history before the issue. What a trained model is worth without some of its inputs was never measured.
 */
export function skillOf(
  { model, prediction: { spokenBy } }: Spoken,
  { learnt, metrics }: Learnt,
  history: HourlyHistory,
  issueHourMs: number,
): IssuedSkill {
  if (model !== learnt || metrics === null) return recentSkill(model, history, issueHourMs);
  const whole = heldOutSkill(metrics);
  if (spokenBy === undefined) return rounded(whole);
  return {
    ...whole,
    ...{ mapePercent: null, seasonalNaiveMapePercent: null, originCount: 0, hourCount: 0, zeroHourCount: 0 },
    ...{ fromMs: null, untilMs: null },
    reason: `without all of its inputs ${model.name} spoke as ${spokenBy}, whose skill was not measured`,
  };
}

/** Daily origins that end with the history. */
function recentSkill(model: ForecastModel, history: HourlyHistory, issueHourMs: number): IssuedSkill {
  const skill = measureSkill(model, history, issueHourMs);
  const isMeasured = skill.originCount > 0;
  const endMs = Math.min(issueHourMs, history.startMs + history.values.length * HOUR_MS);
  return rounded({
    ...skill,
    fromMs: isMeasured ? endMs - skill.originCount * skill.leadHours * HOUR_MS : null,
    untilMs: isMeasured ? endMs : null,
  });
}

const rounded = (skill: IssuedSkill): IssuedSkill => ({
  ...skill,
  mapePercent: twoDecimals(skill.mapePercent),
  seasonalNaiveMapePercent: twoDecimals(skill.seasonalNaiveMapePercent),
});

const twoDecimals = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;
