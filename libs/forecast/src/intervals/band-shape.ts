import { quantileOfSorted } from '../error-quantiles';
import { ISSUED_HOURS } from '../forecast-model';
import { BAND_DAYS, BAND_LEVELS, HOURS_PER_DAY, leadsOf } from './band-levels';
import type { OriginErrors } from './origin-errors';

/** What held-out errors say of a model's band: plain data, kept with the fit. */
export interface BandShape {
  /** Expected absolute error on the log scale at `[origin hour of the UTC day][lead]`, row after row. */
  readonly spread: Float64Array;
  /** Quantiles of error / spread at `[band day][band level]`, row after row. */
  readonly scoreQuantiles: Float64Array;
}

/** Keeps the band of a series that never errs from dividing by zero: 0.0001 % of the intensity. */
const MIN_SPREAD = 1e-6;
/** The errors of all origin hours at a lead count as much as this many errors of the hour itself. */
const POOLED_WEIGHT = 20;

/** Spread and score quantiles of errors that were made on `days` days. */
export function shapeOf(errors: readonly OriginErrors[], days: number): BandShape {
  const spread = spreadOf(errors);
  const scoreQuantiles = new Float64Array(BAND_DAYS * BAND_LEVELS.length);
  for (let bandDay = 0; bandDay < BAND_DAYS; bandDay++) {
    const scores = scoresOf(errors, spread, bandDay).sort();
    BAND_LEVELS.forEach((level, i) => {
      const quantile = scores.length === 0 ? 0 : quantileOfSorted(scores, level, days);
      scoreQuantiles[bandDay * BAND_LEVELS.length + i] = quantile;
    });
  }
  return { spread, scoreQuantiles };
}

/** Spread at an origin hour and a lead; beyond the longest lead, that of the same hour of the day before. */
export function spreadAt({ spread }: BandShape, originHour: number, lead: number): number {
  const overshoot = Math.max(0, Math.ceil((lead - ISSUED_HOURS + 1) / HOURS_PER_DAY));
  return spread[originHour * ISSUED_HOURS + lead - overshoot * HOURS_PER_DAY] ?? NaN;
}

function scoresOf(errors: readonly OriginErrors[], spread: Float64Array, bandDay: number): Float64Array {
  const scores: number[] = [];
  const [from, end] = leadsOf(bandDay);
  for (const { originHour, errors: ofOrigin } of errors) {
    for (let lead = from; lead < end; lead++) {
      const score = (ofOrigin[lead] ?? NaN) / (spread[originHour * ISSUED_HOURS + lead] ?? NaN);
      if (!Number.isNaN(score)) scores.push(score);
    }
  }
  return Float64Array.from(scores);
}

/**
 * Mean absolute error around each origin hour and lead (one hour to each side, not over midnight, where a new weather
 * run comes), drawn to the mean of all origin hours at the lead where the errors are few.
 */
function spreadOf(errors: readonly OriginErrors[]): Float64Array {
  const [sums, counts] = [0, 0].map(() => new Float64Array(HOURS_PER_DAY * ISSUED_HOURS)) as [
    Float64Array,
    Float64Array,
  ];
  for (const { originHour, errors: ofOrigin } of errors) {
    ofOrigin.forEach((error, lead) => {
      if (Number.isNaN(error)) return;
      const cell = originHour * ISSUED_HOURS + lead;
      sums[cell] = (sums[cell] ?? 0) + Math.abs(error);
      counts[cell] = (counts[cell] ?? 0) + 1;
    });
  }
  return sums.map((_, cell) => {
    const [hour, lead] = [Math.floor(cell / ISSUED_HOURS), cell % ISSUED_HOURS];
    const pooled = meanOver(sums, counts, [0, HOURS_PER_DAY - 1], lead);
    const own = meanOver(sums, counts, [Math.max(0, hour - 1), Math.min(HOURS_PER_DAY - 1, hour + 1)], lead);
    const weight = own.count + POOLED_WEIGHT;
    return Math.max(MIN_SPREAD, (own.mean * own.count + pooled.mean * POOLED_WEIGHT) / weight);
  });
}

function meanOver(
  sums: Float64Array,
  counts: Float64Array,
  [fromHour, toHour]: readonly [number, number],
  lead: number,
): { mean: number; count: number } {
  let [sum, count] = [0, 0];
  for (let hour = fromHour; hour <= toHour; hour++) {
    for (let near = Math.max(0, lead - 1); near <= Math.min(ISSUED_HOURS - 1, lead + 1); near++) {
      sum += sums[hour * ISSUED_HOURS + near] ?? 0;
      count += counts[hour * ISSUED_HOURS + near] ?? 0;
    }
  }
  return { mean: count === 0 ? 0 : sum / count, count };
}
