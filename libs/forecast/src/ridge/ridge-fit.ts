import { toCholesky, solveCholesky } from './cholesky';
import type { LowerTriangle } from './cholesky';
import { columnPool } from './columns';
import type { ColumnPool } from './columns';
import type { GridFrame } from './grid-frame';
import { InnerProducts, dot } from './inner-products';
import { regressionLayout } from './regression-layout';
import type { RegressionLayout } from './regression-layout';
import type { RidgeOutputs, Regression } from './ridge-inputs';
import { ANCHOR_STEP_HOURS, FITTED_LEADS } from './ridge-parameters';
import type { AnchorRegressions, RidgeParameters } from './ridge-parameters';
import { designColumn, rowsOf, truthsOf } from './ridge-rows';
import type { Rows } from './ridge-rows';
import { HOURS_PER_DAY } from './signal';

/** Days of rows without which no regression is tried. */
const MIN_ROWS = 21;
const PENALTY = 15;
const PENALTY_PER_DAY_AHEAD = 60;

/** What the regressions of one hour of issue are made from. */
interface AnchorWork {
  readonly frame: GridFrame;
  readonly pool: ColumnPool;
  readonly rows: Rows;
  readonly products: InnerProducts;
  readonly regressions: AnchorRegressions;
  /** Room for one factor that nobody keeps. */
  readonly scratch: Float64Array;
}

type FittedRidge = Pick<RidgeParameters, 'anchors' | 'layoutPrint'>;

/** Ridge regressions for every hour of issue and lead hour; null for an hour of issue with too little history. */
export function fitRidge(
  frame: GridFrame,
  outputs: RidgeOutputs,
  onProgress?: (share: number) => void,
): FittedRidge {
  const pool = columnPool(frame);
  const layout = regressionLayout(pool, outputs);
  const anchorCount = HOURS_PER_DAY / ANCHOR_STEP_HOURS;
  const anchors = Array.from({ length: anchorCount }, (_, anchor) => {
    const regressions = fitAnchor(frame, pool, layout, rowsOf(frame, anchor * ANCHOR_STEP_HOURS));
    onProgress?.((anchor + 1) / anchorCount);
    return regressions;
  });
  return { anchors, layoutPrint: layout.print };
}

function fitAnchor(
  frame: GridFrame,
  pool: ColumnPool,
  layout: RegressionLayout,
  rows: Rows,
): AnchorRegressions | null {
  if (rows.origins.length < MIN_ROWS) return null;
  const products = new InnerProducts(pool.origin.length + pool.target.length);
  const regressions = {
    originScales: new Float32Array(2 * pool.origin.length),
    targetScales: new Float32Array(2 * pool.target.length * FITTED_LEADS),
    coefficients: Array.from({ length: FITTED_LEADS }, () => new Float32Array()),
  };
  const largest = (pool.origin.length + pool.target.length) ** 2;
  const work = { frame, pool, rows, products, regressions, scratch: new Float64Array(largest) };
  pool.origin.forEach((column, id) => {
    products.replace(
      id,
      designColumn(column, rows, 0, regressions.originScales.subarray(2 * id, 2 * id + 2)),
    );
  });
  // The constant has no spread of its own: it stands as it is, and is not shrunk.
  regressions.originScales.set([0, 1]);
  products.replace(CONSTANT, rows.roots);
  for (let lead = 0; lead < FITTED_LEADS; lead++) {
    regressions.coefficients[lead] = fitLead(work, lead, layout.byLead[lead] ?? []);
  }
  return regressions;
}

const CONSTANT = 0;

function fitLead(work: AnchorWork, lead: number, wanted: readonly Regression[]): Float32Array<ArrayBuffer> {
  const { pool, products, rows, regressions } = work;
  const targets = pool.target.map((column, index) => {
    const cell = 2 * (lead * pool.target.length + index);
    const scale = regressions.targetScales.subarray(cell, cell + 2);
    const id = pool.origin.length + index;
    products.replace(id, designColumn(column, rows, lead, scale));
    return { id, isKnown: (scale[1] ?? 0) > 0 };
  });
  const known = targets.filter(({ isKnown }) => isKnown).map(({ id }) => id);
  const factors = new Map<string, LowerTriangle>();
  const solved = wanted.map((regression) => solve(work, lead, regression, known, factors));
  const coefficients = new Float32Array(solved.reduce((size, { length }) => size + length, 0));
  solved.reduce((from, block) => {
    coefficients.set(block, from);
    return from + block.length;
  }, 0);
  return coefficients;
}

/**
 * Coefficients of one regression: shared inputs, target inputs, own inputs. Rows whose truth is not known are left out.
 * @param factors of the shared inputs, which regressions with the same known rows have in common
 */
function solve(
  { frame, products, rows, scratch }: AnchorWork,
  lead: number,
  { source, variant, origin, sharedCount, readsTarget }: Regression,
  targets: readonly number[],
  factors: Map<string, LowerTriangle>,
): Float64Array {
  const shared = [...origin.slice(0, sharedCount), ...(readsTarget ? targets : [])];
  const ids = [...shared, ...origin.slice(sharedCount)];
  const signal = source === null ? frame.intensity : frame.sources[source]?.generationMw;
  if (signal === undefined) return new Float64Array(ids.length);
  const { weighted, unknown } = truthsOf(signal, rows, lead);
  if (rows.origins.length - unknown.length < MIN_ROWS) return new Float64Array(ids.length);
  const penalty = PENALTY + (PENALTY_PER_DAY_AHEAD * lead) / HOURS_PER_DAY;
  const key = `${variant} ${unknown.join()}`;
  const known =
    factors.get(key) ?? factorOf(products, shared, unknown, penalty, new Float64Array(shared.length ** 2));
  factors.set(key, known);
  const factor = factorOf(products, ids, unknown, penalty, scratch.subarray(0, ids.length ** 2), known);
  return solveCholesky(
    factor,
    Float64Array.from(ids, (id) => dot(products.column(id), weighted)),
  );
}

function factorOf(
  products: InnerProducts,
  ids: readonly number[],
  unknown: readonly number[],
  penalty: number,
  cells: Float64Array,
  known?: LowerTriangle,
): LowerTriangle {
  const size = ids.length;
  if (known?.size === size) return known;
  for (let i = known?.size ?? 0; i < size; i++) {
    for (let j = 0; j <= i; j++) cells[i * size + j] = productOf(products, ids[i] ?? 0, ids[j] ?? 0, unknown);
    if (ids[i] !== CONSTANT) cells[i * size + i] = (cells[i * size + i] ?? 0) + penalty;
  }
  return toCholesky({ size, cells }, known);
}

/** The inner product of two columns without the unknown rows. */
function productOf(products: InnerProducts, a: number, b: number, unknown: readonly number[]): number {
  let product = products.of(a, b);
  if (unknown.length === 0) return product;
  const [left, right] = [products.column(a), products.column(b)];
  for (const row of unknown) product -= (left[row] ?? 0) * (right[row] ?? 0);
  return product;
}
