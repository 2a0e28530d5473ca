import { DAY_MS } from '@ecobe/carbon';
import { backtest } from '../backtest';
import type { FitMetrics, HeldOutDay } from '../fit-metrics';
import type { ForecastModel } from '../forecast-model';
import type { GridHistory } from '../grid-history';
import { profileModel } from '../profile.model';
import type { ForecastScore } from '../score';
import { seasonalNaiveModel } from '../seasonal-naive.model';
import { BAND_DAYS, HOURS_PER_DAY } from './band-levels';

const BASELINES: readonly ForecastModel[] = [seasonalNaiveModel, profileModel];
const COVERAGE_LEVELS = [0.05, 0.1, 0.5, 0.9, 0.95];

/**
 * Scores a model that has learnt from no hour from `fromMs` on, beside the models that learn nothing, on one four-day
 * forecast a day. Also how two fits are compared before one replaces the other.
 */
export function heldOutMetrics(
  model: ForecastModel,
  grid: GridHistory,
  fromMs: number,
  untilMs: number,
): FitMetrics {
  const { models, originCount } = backtest([model, ...BASELINES], {
    grid,
    firstIssueMs: fromMs,
    endMs: untilMs,
    stepHours: HOURS_PER_DAY,
    horizonHours: BAND_DAYS * HOURS_PER_DAY,
    leadBuckets: Array.from({ length: BAND_DAYS }, (_, day) => ({
      fromLeadHours: day * HOURS_PER_DAY,
      toLeadHours: (day + 1) * HOURS_PER_DAY,
    })),
    quantileLevels: COVERAGE_LEVELS,
  });
  const scores = models.map(({ model: name, buckets }) => ({ model: name, days: buckets.map(dayOf) }));
  const own = scores[0] ?? { model: model.name, days: [] };
  return { fromMs, untilMs, originCount, model: own, baselines: scores.slice(1) };
}

const dayOf = (score: ForecastScore): HeldOutDay => ({
  mapePercent: score.mapePercent,
  maeGPerKwh: score.maeGPerKwh,
  coverage80Percent: score.coverage80Percent,
  coverage90Percent: score.coverage90Percent,
  hourCount: score.hourCount,
  zeroHourCount: score.zeroHourCount,
});

/** Days at the end of the held-out ones that are scored. */
const SCORED_DAYS = 28;

/** Start of the scored hours: the last 28 days, or half of fewer held-out days. */
export const scoredFromMs = (heldOutDays: number, untilMs: number): number =>
  untilMs - Math.min(SCORED_DAYS, Math.floor(heldOutDays / 2)) * DAY_MS;
