import type { QuantileCurve } from './forecast-model';
import { at } from './rolling-errors';

/** Leads `[fromLeadHours, toLeadHours)` that are scored together; 0 is the hour that starts at the issue. */
export interface LeadBucket {
  readonly fromLeadHours: number;
  readonly toLeadHours: number;
}

/** One issued forecast beside what came, gCO2eq/kWh by lead; an actual is NaN while it is unknown. */
export interface JudgedForecast {
  readonly values: Float64Array;
  readonly quantiles: readonly QuantileCurve[];
  readonly actuals: Float64Array;
}

/** How good forecasts were. A figure is null where no hour speaks for it. */
export interface ForecastScore extends LeadBucket {
  /** Mean of |forecast - actual| / actual x 100, over all hours of all forecasts whose actual is not zero. */
  readonly mapePercent: number | null;
  /** The same for each forecast alone: what 90 and 95 % of the forecasts stay at or below. */
  readonly mapeP90Percent: number | null;
  readonly mapeP95Percent: number | null;
  readonly maeGPerKwh: number | null;
  /** Mean of forecast - actual: above zero where forecasts are too high. */
  readonly biasGPerKwh: number | null;
  /** Share of hours within p10..p90 and within p5..p95, in percent; null without those quantiles. */
  readonly coverage80Percent: number | null;
  readonly coverage90Percent: number | null;
  /** Mean quantile loss over hours and over the quantiles that the forecasts have; null without any. */
  readonly pinballGPerKwh: number | null;
  readonly forecastCount: number;
  readonly hourCount: number;
  /** Hours of 0 gCO2eq/kWh, which a percentage cannot judge; they count in all the rest. */
  readonly zeroHourCount: number;
}

/** The score of a set of forecasts over some leads. Hours whose actual is unknown are left out. */
export function scoreOf(forecasts: readonly JudgedForecast[], bucket: LeadBucket): ForecastScore {
  const sums = new Sums();
  const mapes: number[] = [];
  let forecastCount = 0;
  for (const forecast of forecasts) {
    const before = { ...sums };
    addHours(sums, forecast, bucket);
    if (sums.hours > before.hours) forecastCount += 1;
    const judged = sums.relativeHours - before.relativeHours;
    if (judged > 0) mapes.push((100 * (sums.relative - before.relative)) / judged);
  }
  mapes.sort((a, b) => a - b);
  return {
    fromLeadHours: bucket.fromLeadHours,
    toLeadHours: bucket.toLeadHours,
    mapePercent: mean(100 * sums.relative, sums.relativeHours),
    mapeP90Percent: percentile(mapes, 0.9),
    mapeP95Percent: percentile(mapes, 0.95),
    maeGPerKwh: mean(sums.absolute, sums.hours),
    biasGPerKwh: mean(sums.signed, sums.hours),
    coverage80Percent: mean(100 * sums.in80, sums.in80Hours),
    coverage90Percent: mean(100 * sums.in90, sums.in90Hours),
    pinballGPerKwh: mean(sums.pinball, sums.pinballCount),
    forecastCount,
    hourCount: sums.hours,
    zeroHourCount: sums.hours - sums.relativeHours,
  };
}

class Sums {
  hours = 0;
  absolute = 0;
  signed = 0;
  relative = 0;
  relativeHours = 0;
  in80 = 0;
  in80Hours = 0;
  in90 = 0;
  in90Hours = 0;
  pinball = 0;
  pinballCount = 0;
}

function addHours(sums: Sums, forecast: JudgedForecast, { fromLeadHours, toLeadHours }: LeadBucket): void {
  const { values, quantiles, actuals } = forecast;
  const [low80, high80, low90, high90] = [0.1, 0.9, 0.05, 0.95].map(
    (level) => quantiles.find((curve) => curve.level === level)?.values,
  );
  const end = Math.min(toLeadHours, values.length, actuals.length);
  for (let lead = fromLeadHours; lead < end; lead++) {
    const actual = at(actuals, lead);
    if (Number.isNaN(actual)) continue;
    addError(sums, actual, at(values, lead));
    for (const curve of quantiles) sums.pinball += quantileLoss(curve.level, actual - at(curve.values, lead));
    sums.pinballCount += quantiles.length;
    if (low80 && high80) {
      sums.in80Hours += 1;
      if (actual >= at(low80, lead) && actual <= at(high80, lead)) sums.in80 += 1;
    }
    if (low90 && high90) {
      sums.in90Hours += 1;
      if (actual >= at(low90, lead) && actual <= at(high90, lead)) sums.in90 += 1;
    }
  }
}

function addError(sums: Sums, actual: number, predicted: number): void {
  const error = predicted - actual;
  sums.hours += 1;
  sums.absolute += Math.abs(error);
  sums.signed += error;
  if (actual === 0) return;
  sums.relative += Math.abs(error) / actual;
  sums.relativeHours += 1;
}

/** Koenker and Bassett (1978): misses above the quantile cost its level, misses below the rest. */
export const quantileLoss = (level: number, miss: number): number =>
  Math.max(level * miss, (level - 1) * miss);

const mean = (sum: number, count: number): number | null => (count === 0 ? null : sum / count);

/** Linear between the sorted values. */
function percentile(sorted: readonly number[], share: number): number | null {
  const position = share * (sorted.length - 1);
  const lower = sorted[Math.floor(position)];
  const upper = sorted[Math.ceil(position)];
  if (lower === undefined || upper === undefined) return null;
  return lower + (position - Math.floor(position)) * (upper - lower);
}
