import type { Column, Place } from './columns';
import { originColumns, targetColumns } from './columns';
import type { GridFrame } from './grid-frame';
import { choleskyOf, dot, gramOf, solveCholesky, withoutRows } from './normal-equations';
import type { SymmetricMatrix } from './normal-equations';
import { ANCHOR_STEP_HOURS, FITTED_LEADS } from './ridge-parameters';
import type { AnchorRegressions, RidgeOutput, RidgeRegressions } from './ridge-parameters';
import { HOURS_PER_DAY, deviationAt, slotOf } from './signal';
import type { Signal } from './signal';
import { scaleOf, standardised } from './standard-scale';

const HALF_LIFE_HOURS = 540 * 24;
/** Days of rows without which no regression is tried. */
const MIN_ROWS = 21;
const PENALTY = 30;
const PENALTY_PER_DAY_AHEAD = 60;

/** What is to be learnt, and the series whose deviations it is learnt from. */
export interface RidgeTarget extends RidgeOutput {
  readonly signal: Signal;
}

/** The rows of one hour of issue: their origins, and the square roots of their weights. */
interface Rows {
  readonly origins: readonly number[];
  readonly weights: Float64Array;
  readonly roots: Float64Array;
}

/** One ridge regression per hour of issue and lead hour, all targets on the same inputs. Null: too little history. */
export function fitRidge(
  frame: GridFrame,
  targets: readonly RidgeTarget[],
  onProgress?: (share: number) => void,
): RidgeRegressions | null {
  const columns = { origin: originColumns(frame), target: targetColumns(frame) };
  const anchorCount = HOURS_PER_DAY / ANCHOR_STEP_HOURS;
  const anchors = Array.from({ length: anchorCount }, (_, anchor) => {
    const regressions = fitAnchor(frame, targets, columns, rowsOf(frame, anchor * ANCHOR_STEP_HOURS));
    onProgress?.((anchor + 1) / anchorCount);
    return regressions;
  });
  if (anchors.every((anchor) => anchor === null)) return null;
  return {
    outputs: targets.map(({ source, emissionFactorGPerKwh }) => ({ source, emissionFactorGPerKwh })),
    originColumns: columns.origin.map(({ name }) => name),
    targetColumns: columns.target.map(({ name }) => name),
    anchors,
  };
}

function rowsOf(frame: GridFrame, hourOfDay: number): Rows {
  const first = slotOf(hourOfDay - frame.startHour);
  const origins: number[] = [];
  for (let origin = first; origin < frame.endHour; origin += HOURS_PER_DAY) {
    if (!Number.isNaN(frame.intensity.profile[origin] ?? NaN)) origins.push(origin);
  }
  const weights = Float64Array.from(origins, (origin) => 0.5 ** ((frame.endHour - origin) / HALF_LIFE_HOURS));
  return { origins, weights, roots: weights.map(Math.sqrt) };
}

function fitAnchor(
  frame: GridFrame,
  targets: readonly RidgeTarget[],
  columns: { origin: readonly Column[]; target: readonly Column[] },
  rows: Rows,
): AnchorRegressions | null {
  if (rows.origins.length < MIN_ROWS) return null;
  const size = 1 + columns.origin.length + columns.target.length;
  const regressions = {
    originScales: new Float32Array(2 * columns.origin.length),
    targetScales: new Float32Array(2 * columns.target.length * FITTED_LEADS),
    coefficients: new Float32Array(size * targets.length * FITTED_LEADS),
  };
  const shared = [rows.roots, ...designOf(columns.origin, rows, 0, regressions.originScales)];
  const sharedGram = gramOf(shared);
  for (let lead = 0; lead < FITTED_LEADS; lead++) {
    const scales = regressions.targetScales.subarray(2 * columns.target.length * lead);
    const design = [...shared, ...designOf(columns.target, rows, lead, scales)];
    const solved = solveTargets(targets, rows, lead, design, gramOf(design, sharedGram));
    regressions.coefficients.set(solved, size * targets.length * lead);
  }
  return regressions;
}

/** Columns standardised, each row times the root of its weight. The scales are written where they are kept. */
function designOf(
  columns: readonly Column[],
  rows: Rows,
  lead: number,
  scales: Float32Array,
): Float64Array[] {
  return columns.map((column, index) => {
    const values = Float64Array.from(rows.origins, (origin) => {
      const place: Place = { origin, issue: origin, target: origin + lead };
      return column.valueAt(place);
    });
    const scale = scaleOf(values, rows.weights);
    scales[2 * index] = scale.mean;
    scales[2 * index + 1] = scale.deviation;
    return values.map((v, row) => standardised(v, scale.mean, scale.deviation) * (rows.roots[row] ?? 0));
  });
}

/** Coefficients of all targets, one after the other; rows whose truth is not known are left out of theirs. */
function solveTargets(
  targets: readonly RidgeTarget[],
  rows: Rows,
  lead: number,
  design: readonly Float64Array[],
  gram: SymmetricMatrix,
): Float64Array {
  const size = design.length;
  const penalty = PENALTY + (PENALTY_PER_DAY_AHEAD * lead) / HOURS_PER_DAY;
  const penalties = new Float64Array(size).fill(penalty).fill(0, 0, 1);
  const factors = new Map<string, SymmetricMatrix>();
  const solved = new Float64Array(size * targets.length);
  targets.forEach(({ signal }, index) => {
    const truths = Float64Array.from(rows.origins, (origin) => deviationAt(signal, origin, lead));
    const unknown = [...truths.keys()].filter((row) => Number.isNaN(truths[row] ?? NaN));
    if (rows.origins.length - unknown.length < MIN_ROWS) return;
    const key = unknown.join();
    const factor = factors.get(key) ?? choleskyOf(withoutRows(gram, design, unknown), penalties);
    factors.set(key, factor);
    const weighted = truths.map((truth, row) => (Number.isNaN(truth) ? 0 : truth * (rows.roots[row] ?? 0)));
    const rightSide = Float64Array.from(design, (column) => dot(column, weighted));
    solved.set(solveCholesky(factor, rightSide), index * size);
  });
  return solved;
}
