/** A symmetric or lower triangular matrix of which the lower triangle is kept, row by row in a square. */
export interface LowerTriangle {
  readonly size: number;
  readonly cells: Float64Array;
}

/**
 * Turns a positive definite matrix into its Cholesky factor, in its place.
 * @param known factor of its upper left corner, which is taken over instead of being made again
 */
export function toCholesky({ size, cells: factor }: LowerTriangle, known?: LowerTriangle): LowerTriangle {
  const done = known?.size ?? 0;
  for (let row = 0; row < done; row++) {
    factor.set(known?.cells.subarray(row * done, row * done + row + 1) ?? [], row * size);
  }
  for (let row = done; row < size; row++) factorRow(factor, size, row);
  return { size, cells: factor };
}

function factorRow(factor: Float64Array, size: number, row: number): void {
  const start = row * size;
  for (let column = 0; column <= row; column++) {
    const other = column * size;
    let sum = factor[start + column] ?? 0;
    for (let k = 0; k < column; k++) sum -= (factor[start + k] ?? 0) * (factor[other + k] ?? 0);
    factor[start + column] =
      row === column ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / (factor[other + column] ?? 1);
  }
}

/** Solves factor x factor' x result = right side. */
export function solveCholesky({ size, cells }: LowerTriangle, rightSide: Float64Array): Float64Array {
  const result = rightSide.slice();
  for (let row = 0; row < size; row++) {
    let sum = result[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (cells[row * size + k] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (cells[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    const value = (result[row] ?? 0) / (cells[row * size + row] ?? 1);
    result[row] = value;
    for (let k = 0; k < row; k++) result[k] = (result[k] ?? 0) - value * (cells[row * size + k] ?? 0);
  }
  return result;
}
