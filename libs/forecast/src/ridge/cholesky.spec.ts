import * as fc from 'fast-check';
import { solveCholesky, toCholesky } from './cholesky';
import type { LowerTriangle } from './cholesky';

const square = (rows: readonly (readonly number[])[]): LowerTriangle => ({
  size: rows.length,
  cells: Float64Array.from(rows.flat()),
});

const lower = ({ size, cells }: LowerTriangle): number[] =>
  [...cells].filter((_, cell) => cell % size <= Math.floor(cell / size));

/** B x B' + the identity: positive definite, whatever B is. */
const positiveDefinite = (size: number, cells: readonly number[]): number[][] => {
  const b = (row: number, column: number) => cells[row * size + column] ?? 0;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_cell, j) => {
      const products = Array.from({ length: size }, (_product, k) => b(i, k) * b(j, k));
      return products.reduce((sum, product) => sum + product, i === j ? 1 : 0);
    }),
  );
};

const anySystem = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const numbers = (length: number) =>
    fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: length, maxLength: length });
  return fc.record({ size: fc.constant(size), cells: numbers(size * size), solution: numbers(size) });
});

describe('toCholesky', () => {
  // (2 . .) (1 3 .) (-1 2 1), times its transpose.
  const rows = [
    [4, 2, -2],
    [2, 10, 5],
    [-2, 5, 6],
  ];

  it('finds the factor of a matrix made of one', () => {
    expect(lower(toCholesky(square(rows)))).toEqual([2, 1, 3, -1, 2, 1]);
  });

  it('takes a factor of the upper left corner over', () => {
    const corner = toCholesky(
      square([
        [4, 2],
        [2, 10],
      ]),
    );
    const spoiled = [[NaN, NaN, NaN], [NaN, NaN, NaN], rows[2] ?? []];
    expect(lower(toCholesky(square(spoiled), corner))).toEqual([2, 1, 3, -1, 2, 1]);
  });
});

describe('solveCholesky', () => {
  it('solves 4x + 2y = 10, 2x + 3y = 9', () => {
    const factor = toCholesky(
      square([
        [4, 2],
        [2, 3],
      ]),
    );
    const [x, y] = solveCholesky(factor, Float64Array.of(10, 9));
    expect(x).toBeCloseTo(1.5, 12);
    expect(y).toBeCloseTo(2, 12);
  });

  it('solves any positive definite system, and leaves the right side as it was', () => {
    fc.assert(
      fc.property(anySystem, ({ size, cells, solution }) => {
        const matrix = positiveDefinite(size, cells);
        const rightSide = Float64Array.from(matrix, (row) =>
          row.reduce((sum, cell, k) => sum + cell * (solution[k] ?? 0), 0),
        );
        const asked = rightSide.slice();
        const solved = solveCholesky(toCholesky(square(matrix)), asked);
        expect(asked).toEqual(rightSide);
        solution.forEach((value, k) => expect(solved[k]).toBeCloseTo(value, 8));
      }),
    );
  });
});
