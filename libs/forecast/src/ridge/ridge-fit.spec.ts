import { atHour, historyOf, noisyGrid } from '../history.fixture';
import type { Column } from './column';
import { columnPool } from './columns';
import { frameUntil } from './grid-frame';
import type { GridFrame } from './grid-frame';
import { fitRidge } from './ridge-fit';
import { regressionsOf } from './ridge-inputs';
import { profileAt } from './signal';

const DAYS = 45;
const OUTPUTS = { hasIntensity: true, sources: [] };

const frameOf = (isKnown: (hour: number) => boolean): GridFrame => {
  const grid = noisyGrid(DAYS * 24, 3);
  const history = historyOf(grid.length, (hour) => (isKnown(hour) ? (grid[hour] ?? null) : null));
  return frameUntil({ history }, atHour(DAYS * 24), []);
};

/** Gauss and Jordan's way, which has nothing in common with a Cholesky factor. */
function solved(matrix: number[][], rightSide: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, rightSide[i] ?? 0]);
  rows.forEach((_, pivot) => {
    const scaled = (rows[pivot] ?? []).map((cell) => cell / (rows[pivot]?.[pivot] ?? NaN));
    rows[pivot] = scaled;
    rows.forEach((row, i) => {
      if (i !== pivot) rows[i] = row.map((cell, k) => cell - (row[pivot] ?? 0) * (scaled[k] ?? 0));
    });
  });
  return rows.map((row) => row.at(-1) ?? NaN);
}

/** A column on its scale, by origin; 0 where not known, or where it is the same at all origins. */
function standard(column: Column, origins: readonly number[], weights: readonly number[]): number[] {
  if (column.name === 'constant') return origins.map(() => 1);
  const values = origins.map((origin) => column.valueAt({ origin, issue: origin, target: origin }));
  const known = values.flatMap((value, i) => (Number.isNaN(value) ? [] : [{ value, w: weights[i] ?? 0 }]));
  const total = known.reduce((sum, { w }) => sum + w, 0);
  const mean = known.reduce((sum, { value, w }) => sum + w * value, 0) / total;
  const spread = Math.sqrt(known.reduce((sum, { value, w }) => sum + w * (value - mean) ** 2, 0) / total);
  const isLeftOut = known.length < origins.length / 2 || spread < 1e-9;
  return values.map((value) => {
    if (isLeftOut || Number.isNaN(value)) return 0;
    return Math.max(-5, Math.min(5, (value - mean) / spread));
  });
}

/** The regression of the intensity at a lead of issues at 00 UTC, straight from the formula page. */
function byTheFormula(frame: GridFrame, lead: number): number[] {
  const pool = columnPool(frame);
  const inputs = regressionsOf(pool, lead, OUTPUTS)[0]?.origin ?? [];
  const origins = Array.from({ length: DAYS }, (_, day) => 24 * day).filter(
    (origin) => !Number.isNaN(profileAt(frame.intensity, origin, 0)),
  );
  const weights = origins.map((origin) => 0.5 ** ((DAYS * 24 - origin) / (540 * 24)));
  const columns = inputs.flatMap((id) => pool.origin[id] ?? []);
  const design = columns.map((column) => standard(column, origins, weights));
  const truths = origins.map((origin) => {
    return (frame.intensity.values[origin + lead] ?? NaN) - profileAt(frame.intensity, origin, lead);
  });
  const product = (a: readonly number[], b: readonly number[]) =>
    truths.reduce((sum, truth, row) => {
      return Number.isNaN(truth) ? sum : sum + (weights[row] ?? 0) * (a[row] ?? 0) * (b[row] ?? 0);
    }, 0);
  const penalty = 15 + (60 * lead) / 24;
  const matrix = design.map((a, i) =>
    design.map((b, j) => product(a, b) + (i === j && columns[i]?.name !== 'constant' ? penalty : 0)),
  );
  return solved(
    matrix,
    design.map((a) => product(a, truths)),
  );
}

describe('fitRidge', () => {
  it.each<[string, (hour: number) => boolean]>([
    ['a whole history', () => true],
    ['a history with gaps', (hour) => hour % 31 !== 7 && !(hour > 500 && hour < 530)],
  ])('solves the equations of docs/formulas/ridge-forecast.md for %s', (_what, isKnown) => {
    const frame = frameOf(isKnown);
    const midnight = fitRidge(frame, OUTPUTS).anchors[0];
    for (const lead of [0, 5, 24, 47, 95]) {
      const expected = byTheFormula(frame, lead);
      expect(expected.some((coefficient) => Math.abs(coefficient) > 0.002)).toBe(true);
      expected.forEach((coefficient, i) => {
        expect(midnight?.coefficients[lead]?.[i]).toBeCloseTo(coefficient, 6);
      });
    }
  });

  it('makes no regressions of fewer than 21 days', () => {
    const history = historyOf(DAYS * 24, (hour) => 200 + (hour % 24));
    const fitted = (days: number) =>
      fitRidge(frameUntil({ history }, atHour(days * 24), []), OUTPUTS).anchors;
    // The first day has nothing usual yet.
    expect(fitted(21).every((anchor) => anchor === null)).toBe(true);
    expect(fitted(22).every((anchor) => anchor !== null)).toBe(true);
  });

  it('tells how far it is, up to all of it', () => {
    const shares: number[] = [];
    fitRidge(
      frameOf(() => true),
      OUTPUTS,
      (share) => shares.push(share),
    );
    expect(shares).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((anchor) => anchor / 8));
  });
});
