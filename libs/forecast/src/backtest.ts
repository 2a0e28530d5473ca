import { HOUR_MS } from '@ecobe/carbon';
import type { ForecastModel, PredictedHours } from './forecast-model';
import { historyBefore } from './hourly-history';
import type { HourlyHistory } from './hourly-history';
import { at } from './rolling-errors';
import { scoreOf } from './score';
import type { ForecastScore, ScoredHour } from './score';

export interface BacktestOptions {
  readonly history: HourlyHistory;
  /** First issue time, epoch ms on a full hour; the last target is the last hour of the history. */
  readonly firstIssueMs: number;
  readonly stepHours: number;
  readonly horizonHours: number;
  /** Lead hours at which a bucket ends: `[24, 48]` scores leads 0-23 and 24-47. */
  readonly leadBucketEndsHours: readonly number[];
  readonly quantileLevels: readonly number[];
}

interface BucketScore extends ForecastScore {
  readonly fromLeadHours: number;
  readonly toLeadHours: number;
}

interface ModelBacktest {
  readonly model: string;
  readonly buckets: BucketScore[];
}

export interface BacktestResult {
  readonly models: ModelBacktest[];
  readonly originCount: number;
  /** Origins at which a model refused; they are left out for all, so that all are scored on the same hours. */
  readonly refusedOriginCount: number;
}

/** Scores models on the same origins and hours. Each origin hands a model only the hours before it. */
export function backtest(models: readonly ForecastModel[], options: BacktestOptions): BacktestResult {
  const { history } = options;
  const endMs = history.startMs + history.values.length * HOUR_MS;
  const hours = models.map(() => options.leadBucketEndsHours.map((): ScoredHour[] => []));
  let originCount = 0;
  let refusedOriginCount = 0;
  for (let issuedAtMs = options.firstIssueMs; issuedAtMs < endMs; issuedAtMs += options.stepHours * HOUR_MS) {
    const seen = historyBefore(history, issuedAtMs);
    const predictions = models.map((model) => model.predict({ ...options, history: seen, issuedAtMs }));
    const predicted = predictions.filter((prediction) => prediction.kind === 'predicted');
    if (predicted.length < models.length) {
      refusedOriginCount += 1;
      continue;
    }
    originCount += 1;
    predicted.forEach((prediction, i) => {
      collect(prediction, seen.values.length, options, hours[i] ?? []);
    });
  }
  const scored = models.map((model, i) => ({
    model: model.name,
    buckets: bucketScores(hours[i] ?? [], options),
  }));
  return { models: scored, originCount, refusedOriginCount };
}

function collect(
  prediction: PredictedHours,
  firstIndex: number,
  { history, leadBucketEndsHours }: BacktestOptions,
  buckets: ScoredHour[][],
): void {
  const [low, high] = [prediction.quantiles.at(0), prediction.quantiles.at(-1)];
  prediction.values.forEach((predicted, lead) => {
    const actual = at(history.values, firstIndex + lead);
    const bucket = buckets[leadBucketEndsHours.findIndex((end) => lead < end)];
    if (Number.isNaN(actual) || bucket === undefined) return;
    const hasBand = low !== undefined && high !== undefined && low !== high;
    const isCovered = hasBand ? actual >= at(low.values, lead) && actual <= at(high.values, lead) : null;
    bucket.push({ actual, predicted, isCovered });
  });
}

const bucketScores = (hours: ScoredHour[][], { leadBucketEndsHours }: BacktestOptions): BucketScore[] =>
  leadBucketEndsHours.map((toLeadHours, i) => ({
    fromLeadHours: leadBucketEndsHours[i - 1] ?? 0,
    toLeadHours,
    ...scoreOf(hours[i] ?? []),
  }));
