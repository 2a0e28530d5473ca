import { isUnknown } from './unknown';
/** An input farther out than this says no more than that it is extreme. */
const MAX_DEVIATIONS = 5;
/** A column known in fewer rows than this share teaches nothing that can be relied on. */
const MIN_KNOWN_SHARE = 0.5;
const SMALLEST_SPREAD = 1e-9;

/** Mean and standard deviation of a column; a deviation of 0 marks a column that is left out. */
export interface StandardScale {
  readonly mean: number;
  readonly deviation: number;
}

/** Weighted mean and standard deviation over the known values. */
export function scaleOf(values: Float64Array, weights: Float64Array): StandardScale {
  let [weight, sum, squares, known] = [0, 0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (isUnknown(value)) continue;
    const w = weights[row] ?? 0;
    weight += w;
    sum += w * value;
    known += 1;
  }
  if (known < MIN_KNOWN_SHARE * values.length || weight === 0) return { mean: 0, deviation: 0 };
  const mean = sum / weight;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (!isUnknown(value)) squares += (weights[row] ?? 0) * (value - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / weight);
  return { mean, deviation: deviation > SMALLEST_SPREAD * (1 + Math.abs(mean)) ? deviation : 0 };
}

/** Standard deviations from the mean, clipped; 0, which is "nothing unusual", for a value that is not known. */
export function standardised(value: number, mean: number, deviation: number): number {
  if (deviation === 0 || isUnknown(value)) return 0;
  const standard = (value - mean) / deviation;
  if (standard > MAX_DEVIATIONS) return MAX_DEVIATIONS;
  return standard < -MAX_DEVIATIONS ? -MAX_DEVIATIONS : standard;
}
