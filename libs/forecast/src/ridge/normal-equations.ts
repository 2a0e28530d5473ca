/** Inner product of two columns of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += (a[i] ?? 0) * (b[i] ?? 0);
    s1 += (a[i + 1] ?? 0) * (b[i + 1] ?? 0);
    s2 += (a[i + 2] ?? 0) * (b[i + 2] ?? 0);
    s3 += (a[i + 3] ?? 0) * (b[i + 3] ?? 0);
  }
  for (let i = whole; i < a.length; i++) s0 += (a[i] ?? 0) * (b[i] ?? 0);
  return s0 + s1 + (s2 + s3);
}

/** A symmetric matrix of which the lower triangle is kept, row by row in a square. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly cells: Float64Array;
}

/** Inner products of all columns; the first `known.size` of them are taken from `known` instead of being made again. */
export function gramOf(columns: readonly Float64Array[], known?: SymmetricMatrix): SymmetricMatrix {
  const size = columns.length;
  const cells = new Float64Array(size * size);
  const done = known?.size ?? 0;
  for (let row = 0; row < done; row++) {
    cells.set(known?.cells.subarray(row * done, row * done + row + 1) ?? [], row * size);
  }
  for (let row = done; row < size; row++) {
    const column = columns[row];
    for (let other = 0; column !== undefined && other <= row; other++) {
      cells[row * size + other] = dot(column, columns[other] ?? column);
    }
  }
  return { size, cells };
}

/** The matrix without what some rows of the columns gave to it. */
export function withoutRows(
  { size, cells }: SymmetricMatrix,
  columns: readonly Float64Array[],
  rows: readonly number[],
): SymmetricMatrix {
  const rest = cells.slice();
  for (const row of rows) {
    const values = Float64Array.from(columns, (column) => column[row] ?? 0);
    for (let i = 0; i < size; i++) {
      const value = values[i] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) rest[i * size + j] = (rest[i * size + j] ?? 0) - value * (values[j] ?? 0);
    }
  }
  return { size, cells: rest };
}

/** Cholesky factor (lower) of the matrix with `penalties` added to its diagonal. */
export function choleskyOf({ size, cells }: SymmetricMatrix, penalties: Float64Array): SymmetricMatrix {
  const factor = cells.slice();
  for (let row = 0; row < size; row++) {
    const start = row * size;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = (factor[start + column] ?? 0) + (row === column ? (penalties[row] ?? 0) : 0);
      for (let k = 0; k < column; k++) sum -= (factor[start + k] ?? 0) * (factor[other + k] ?? 0);
      factor[start + column] =
        row === column ? Math.sqrt(Math.max(sum, Number.MIN_VALUE)) : sum / (factor[other + column] ?? 1);
    }
  }
  return { size, cells: factor };
}

/** Solves factor x factor' x result = right side. */
export function solveCholesky({ size, cells }: SymmetricMatrix, rightSide: Float64Array): Float64Array {
  const result = rightSide.slice();
  for (let row = 0; row < size; row++) {
    let sum = result[row] ?? 0;
    for (let k = 0; k < row; k++) sum -= (cells[row * size + k] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (cells[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = result[row] ?? 0;
    for (let k = row + 1; k < size; k++) sum -= (cells[k * size + row] ?? 0) * (result[k] ?? 0);
    result[row] = sum / (cells[row * size + row] ?? 1);
  }
  return result;
}
