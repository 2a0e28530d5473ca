import { isUnknown } from './unknown';
import type { Column } from './column';
import type { GridFrame } from './grid-frame';
import { HOURS_PER_DAY, deviationAt, slotOf } from './signal';
import type { Signal } from './signal';
import { scaleOf, standardised } from './standard-scale';

const HALF_LIFE_HOURS = 540 * HOURS_PER_DAY;

/** The rows of one hour of issue: their origins, and the square roots of their weights. */
export interface Rows {
  readonly origins: readonly number[];
  readonly weights: Float64Array;
  readonly roots: Float64Array;
}

/** One row a day, of the days on which something usual is known; older ones weigh less. */
export function rowsOf(frame: GridFrame, hourOfDay: number): Rows {
  const origins: number[] = [];
  for (let origin = slotOf(hourOfDay - frame.startHour); origin < frame.endHour; origin += HOURS_PER_DAY) {
    if (!isUnknown(frame.intensity.profile[origin] ?? NaN)) origins.push(origin);
  }
  const weights = Float64Array.from(origins, (o) => 0.5 ** ((frame.endHour - o) / HALF_LIFE_HOURS));
  return { origins, weights, roots: weights.map(Math.sqrt) };
}

/** A column standardised, each row times the root of its weight. The scale is written where it is kept. */
export function designColumn(column: Column, rows: Rows, lead: number, scale: Float32Array): Float64Array {
  const values = new Float64Array(rows.origins.length);
  const place = { origin: 0, issue: 0, target: 0 };
  for (let row = 0; row < values.length; row++) {
    place.origin = place.issue = rows.origins[row] ?? 0;
    place.target = place.origin + lead;
    values[row] = column.valueAt(place);
  }
  const { mean, deviation } = scaleOf(values, rows.weights);
  scale[0] = mean;
  scale[1] = deviation;
  if (deviation === 0) return values.fill(0);
  for (let row = 0; row < values.length; row++) {
    values[row] = standardised(values[row] ?? 0, mean, deviation) * (rows.roots[row] ?? 0);
  }
  return values;
}

/** What came true at a lead, and the rows in which that is not known. */
export interface Truths {
  /** Deviations from the profile times the root of the row's weight; 0 where not known. */
  readonly weighted: Float64Array;
  readonly unknown: readonly number[];
}

/** The deviations of a series at a lead. */
export function truthsOf(signal: Signal, rows: Rows, lead: number): Truths {
  const weighted = new Float64Array(rows.origins.length);
  const unknown: number[] = [];
  for (let row = 0; row < weighted.length; row++) {
    const truth = deviationAt(signal, rows.origins[row] ?? 0, lead);
    if (isUnknown(truth)) unknown.push(row);
    else weighted[row] = truth * (rows.roots[row] ?? 0);
  }
  return { weighted, unknown };
}
