/** An input farther out than this says no more than that it is extreme. */
const MAX_DEVIATIONS = 5;
const SMALLEST_SPREAD = 1e-6;

/** Mean and standard deviation, input after input; a deviation of 0 marks an input that is always the same. */
export interface InputScale {
  readonly means: Float32Array;
  readonly deviations: Float32Array;
}

/** The scale of `width` inputs that stand in rows, over the known values. */
export function inputScaleOf(rows: Float32Array, width: number): InputScale {
  const means = meansOf(rows, width, (value) => value);
  const squares = meansOf(rows, width, (value, k) => (value - (means[k] ?? 0)) ** 2);
  const deviations = squares.map((square, k) => {
    const deviation = Math.sqrt(square);
    return deviation > SMALLEST_SPREAD * (1 + Math.abs(means[k] ?? 0)) ? deviation : 0;
  });
  return { means: Float32Array.from(means), deviations: Float32Array.from(deviations) };
}

function meansOf(rows: Float32Array, width: number, of: (value: number, k: number) => number): Float64Array {
  const sums = new Float64Array(width);
  const counts = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i] ?? NaN;
    if (Number.isNaN(value)) continue;
    const k = i % width;
    sums[k] = (sums[k] ?? 0) + of(value, k);
    counts[k] = (counts[k] ?? 0) + 1;
  }
  return sums.map((sum, k) => sum / Math.max(1, counts[k] ?? 0));
}

/** Inputs as clipped standard deviations from their mean, in place; not known becomes 0, "nothing unusual". */
export function standardise(rows: Float32Array, { means, deviations }: InputScale): Float32Array {
  const width = means.length;
  for (let i = 0; i < rows.length; i++) {
    const k = i % width;
    const deviation = deviations[k] ?? 0;
    const scaled = deviation === 0 ? 0 : ((rows[i] ?? NaN) - (means[k] ?? 0)) / deviation;
    rows[i] = Number.isNaN(scaled) ? 0 : Math.max(-MAX_DEVIATIONS, Math.min(MAX_DEVIATIONS, scaled));
  }
  return rows;
}
