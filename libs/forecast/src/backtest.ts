import { HOUR_MS } from '@ecobe/carbon';
import type { ForecastModel } from './forecast-model';
import type { GridHistory } from './grid-history';
import { knownAt } from './known-at';
import { scoreOf } from './score';
import type { ForecastScore, JudgedForecast, LeadBucket } from './score';

export interface BacktestOptions {
  readonly grid: GridHistory;
  /** First issue time, epoch ms on a full hour. */
  readonly firstIssueMs: number;
  /**
   * End of the last target hour, epoch ms; the end of the history where that is earlier or nothing is said. The last
   * origin is the one whose whole horizon ends here, so that every lead is scored at every origin.
   */
  readonly endMs?: number;
  readonly stepHours: number;
  readonly horizonHours: number;
  readonly leadBuckets: readonly LeadBucket[];
  readonly quantileLevels: readonly number[];
  /** Told now and then with the share done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

interface ModelBacktest {
  readonly model: string;
  readonly buckets: ForecastScore[];
}

export interface BacktestResult {
  readonly models: ModelBacktest[];
  readonly originCount: number;
  /** Origins at which a model refused; they are left out for all, so that all are scored on the same hours. */
  readonly refusedOriginCount: number;
}

/**
 * Scores models on the same origins and hours: the one way in which benchmark and service judge. Each origin hands a
 * model only what was known then.
 */
export function backtest(models: readonly ForecastModel[], options: BacktestOptions): BacktestResult {
  const { history } = options.grid;
  const endMs = Math.min(options.endMs ?? Infinity, history.startMs + history.values.length * HOUR_MS);
  const truths = history.values.subarray(0, Math.max(0, (endMs - history.startMs) / HOUR_MS));
  const judged = models.map((): JudgedForecast[] => []);
  let originCount = 0;
  const lastIssueMs = endMs - options.horizonHours * HOUR_MS;
  const origins = instants(options.firstIssueMs, lastIssueMs, options.stepHours * HOUR_MS);
  for (const [i, issuedAtMs] of origins.entries()) {
    const first = (issuedAtMs - history.startMs) / HOUR_MS;
    const actuals = truths.subarray(first, first + options.horizonHours);
    const forecasts = judgeAt(models, options, issuedAtMs, actuals);
    if (forecasts !== null) originCount += 1;
    forecasts?.forEach((forecast, m) => judged[m]?.push(forecast));
    options.onProgress?.((i + 1) / origins.length);
  }
  const scored = models.map((model, i) => ({
    model: model.name,
    buckets: options.leadBuckets.map((bucket) => scoreOf(judged[i] ?? [], bucket)),
  }));
  return { models: scored, originCount, refusedOriginCount: origins.length - originCount };
}

const instants = (firstMs: number, lastMs: number, stepMs: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.floor((lastMs - firstMs) / stepMs) + 1) },
    (_, i) => firstMs + i * stepMs,
  );

/** All models at one origin, or null where one of them refuses. */
function judgeAt(
  models: readonly ForecastModel[],
  { grid, horizonHours, quantileLevels }: BacktestOptions,
  issuedAtMs: number,
  actuals: Float64Array,
): JudgedForecast[] | null {
  const known = knownAt(grid, issuedAtMs);
  const forecasts: JudgedForecast[] = [];
  for (const model of models) {
    const prediction = model.predict({ ...known, issuedAtMs, horizonHours, quantileLevels });
    if (prediction.kind === 'refused') return null;
    forecasts.push({ values: prediction.values, quantiles: prediction.quantiles, actuals });
  }
  return forecasts;
}
