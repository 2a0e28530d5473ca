import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import { MAX_HORIZON_HOURS, knownAt, scoreOf } from '@ecobe/forecast';
import type { ForecastModel, GridHistory, JudgedForecast, LeadBucket } from '@ecobe/forecast';
import type { JudgedDay } from '../../ports/trained-model';

/** Models are compared on so many newest days. */
const HELD_OUT_DAYS = 28;
const HOURS_PER_DAY = 24;
/** Counted from the epoch, so that all models are judged at the same instants; 23 comes by every hour of the day. */
const ORIGIN_STEP_MS = 23 * HOUR_MS;
/** The levels of the bands that a judged model is scored by. */
export const BAND_LEVELS = [0.05, 0.1, 0.9, 0.95];

export const LEAD_DAYS: readonly LeadBucket[] = [0, 1, 2, 3].map((day) => ({
  fromLeadHours: day * HOURS_PER_DAY,
  toLeadHours: (day + 1) * HOURS_PER_DAY,
}));

/** One forecast as it would have been issued, beside what came until the end of the span. */
export interface ReplayedForecast extends JudgedForecast {
  readonly issuedAtMs: number;
}

/**
 * Forecasts of a model at the origins of a span, each from what was known then; those it refuses are left out.
 * @param quantileLevels none where only the values count: the simple models take most of their time for the band
 */
export function replay(
  model: ForecastModel,
  grid: GridHistory,
  span: Interval,
  quantileLevels: readonly number[] = [],
): ReplayedForecast[] {
  const { startMs, values } = grid.history;
  const end = Math.round((span.endMs - startMs) / HOUR_MS);
  const replayed: ReplayedForecast[] = [];
  for (const issuedAtMs of originsOf(span)) {
    const question = { issuedAtMs, horizonHours: MAX_HORIZON_HOURS, quantileLevels };
    const prediction = model.predict({ ...knownAt(grid, issuedAtMs), ...question });
    if (prediction.kind === 'refused') continue;
    const first = Math.round((issuedAtMs - startMs) / HOUR_MS);
    const actuals = values.subarray(first, Math.min(end, first + MAX_HORIZON_HOURS));
    replayed.push({ issuedAtMs, values: prediction.values, quantiles: prediction.quantiles, actuals });
  }
  return replayed;
}

/** The issue times within a span at which models are judged. */
export function originsOf({ startMs, endMs }: Interval): number[] {
  const first = Math.ceil(startMs / ORIGIN_STEP_MS);
  const count = Math.max(0, Math.ceil(endMs / ORIGIN_STEP_MS) - first);
  return Array.from({ length: count }, (_, i) => (first + i) * ORIGIN_STEP_MS);
}

/** The scores of forecasts day by day; a day counts when it is over. */
export const judgedDays = (forecasts: readonly ReplayedForecast[]): JudgedDay[] =>
  forecasts.flatMap((forecast) =>
    LEAD_DAYS.flatMap((leads, index) => {
      const score = scoreOf([forecast], leads);
      if (forecast.actuals.length < leads.toLeadHours || score.maeGPerKwh === null) return [];
      const { mapePercent, maeGPerKwh, hourCount, zeroHourCount } = score;
      const { issuedAtMs } = forecast;
      const actualSum = sumOf(forecast.actuals.subarray(leads.fromLeadHours, leads.toLeadHours));
      return { issuedAtMs, day: index + 1, mapePercent, maeGPerKwh, hourCount, zeroHourCount, actualSum };
    }),
  );

const sumOf = (values: Float64Array): number =>
  values.reduce((sum, value) => (Number.isNaN(value) ? sum : sum + value), 0);

/** The span that a model trained until an instant is judged on. */
export const heldOutSpan = (untilMs: number): Interval => ({
  startMs: untilMs - HELD_OUT_DAYS * DAY_MS,
  endMs: untilMs,
});
