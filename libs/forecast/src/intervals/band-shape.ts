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
/** What is usual counts as much as this many errors of the origin hour itself. */
const USUAL_WEIGHT = 20;

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
 * run comes), drawn to what is usual at the lead and at the target's hour of the day where the errors are few.
 */
function spreadOf(errors: readonly OriginErrors[]): Float64Array {
  const cells = new MeanCells(HOURS_PER_DAY * ISSUED_HOURS);
  const ofLead = new MeanCells(ISSUED_HOURS);
  const ofHour = new MeanCells(HOURS_PER_DAY);
  const all = new MeanCells(1);
  for (const { originHour, errors: ofOrigin } of errors) {
    ofOrigin.forEach((error, lead) => {
      if (Number.isNaN(error)) return;
      cells.add(originHour * ISSUED_HOURS + lead, Math.abs(error));
      ofLead.add(lead, Math.abs(error));
      ofHour.add((originHour + lead) % HOURS_PER_DAY, Math.abs(error));
      all.add(0, Math.abs(error));
    });
  }
  return Float64Array.from({ length: HOURS_PER_DAY * ISSUED_HOURS }, (_, cell) => {
    const [hour, lead] = [Math.floor(cell / ISSUED_HOURS), cell % ISSUED_HOURS];
    const hours = [hour - 1, hour, hour + 1].filter((near) => near >= 0 && near < HOURS_PER_DAY);
    const own = cells.over(hours.flatMap((near) => nearLeads(lead).map((at) => near * ISSUED_HOURS + at)));
    const level = all.over([0]).mean;
    const usualAtHour = level === 0 ? 1 : ofHour.over([(hour + lead) % HOURS_PER_DAY]).mean / level;
    const usual = ofLead.over(nearLeads(lead)).mean * usualAtHour;
    return Math.max(MIN_SPREAD, (own.mean * own.count + usual * USUAL_WEIGHT) / (own.count + USUAL_WEIGHT));
  });
}

const nearLeads = (lead: number): number[] =>
  [lead - 1, lead, lead + 1].filter((near) => near >= 0 && near < ISSUED_HOURS);

/** Sums and counts by cell. */
class MeanCells {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;

  constructor(length: number) {
    this.sums = new Float64Array(length);
    this.counts = new Float64Array(length);
  }

  add(cell: number, value: number): void {
    this.sums[cell] = (this.sums[cell] ?? 0) + value;
    this.counts[cell] = (this.counts[cell] ?? 0) + 1;
  }

  /** The mean of all values in some cells, 0 where there is none. */
  over(cells: readonly number[]): { mean: number; count: number } {
    let [sum, count] = [0, 0];
    for (const cell of cells) {
      sum += this.sums[cell] ?? 0;
      count += this.counts[cell] ?? 0;
    }
    return { mean: count === 0 ? 0 : sum / count, count };
  }
}
