import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { backtest } from './backtest';
import type { ForecastModel } from './forecast-model';
import { historyBefore } from './hourly-history';
import type { HourlyHistory } from './hourly-history';
import { seasonalNaiveModel } from './seasonal-naive.model';

const SKILL_LEADS_HOURS = 24;
const SKILL_DAYS = 21;
/** Two days of scored hours: less is chance. */
const MIN_SCORED_HOURS = 48;

/** How well a model did on the history that a forecast is made from, beside the seasonal naive on the same hours. */
export interface ForecastSkill {
  /** First-day error of the model in percent; null with a reason. */
  readonly mapePercent: number | null;
  readonly seasonalNaiveMapePercent: number | null;
  readonly leadHours: number;
  readonly originCount: number;
  readonly hourCount: number;
  /** Hours of 0 gCO2eq/kWh, left out of the percentages. */
  readonly zeroHourCount: number;
  /** Why the percentages are null. */
  readonly reason: string | null;
}

/** First-day skill by daily rolling origins, of the last 21 days before the issue (all of a shorter history). */
export function measureSkill(
  model: ForecastModel,
  history: HourlyHistory,
  issuedAtMs: number,
): ForecastSkill {
  const seen = historyBefore(history, issuedAtMs);
  const endMs = seen.startMs + seen.values.length * HOUR_MS;
  const days = Math.min(SKILL_DAYS, Math.floor(seen.values.length / SKILL_LEADS_HOURS) - 1);
  const result = backtest([model, seasonalNaiveModel], {
    grid: { history: seen },
    firstIssueMs: endMs - Math.max(0, days) * DAY_MS,
    stepHours: SKILL_LEADS_HOURS,
    horizonHours: SKILL_LEADS_HOURS,
    leadBuckets: [{ fromLeadHours: 0, toLeadHours: SKILL_LEADS_HOURS }],
    quantileLevels: [],
  });
  const [own, naive] = result.models.map((scored) => scored.buckets[0]);
  const hourCount = own?.hourCount ?? 0;
  const zeroHourCount = own?.zeroHourCount ?? 0;
  const reason = whyNoPercentage(hourCount, zeroHourCount);
  return {
    mapePercent: reason === null ? (own?.mapePercent ?? null) : null,
    seasonalNaiveMapePercent: reason === null ? (naive?.mapePercent ?? null) : null,
    leadHours: SKILL_LEADS_HOURS,
    originCount: result.originCount,
    hourCount,
    zeroHourCount,
    reason,
  };
}

function whyNoPercentage(hourCount: number, zeroHourCount: number): string | null {
  if (hourCount < MIN_SCORED_HOURS) {
    return `history too short: ${hourCount} hours could be scored, at least ${MIN_SCORED_HOURS} are needed`;
  }
  return hourCount === zeroHourCount ? 'every scored hour is 0 gCO2eq/kWh' : null;
}
