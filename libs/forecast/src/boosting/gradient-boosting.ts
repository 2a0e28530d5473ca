import { binColumns } from './binned-columns';
import type { BinnedColumns } from './binned-columns';
import { boostedTrees } from './boosted-trees';
import type { BoostedTrees } from './boosted-trees';
import type { Slopes } from './histogram';
import { drawShare, seededRandom } from './seeded-random';
import { TreeGrower, goesLeft } from './tree-grower';
import type { GrownNode, TreeLimits } from './tree-grower';

export interface BoostingSettings extends TreeLimits {
  readonly treeCount: number;
  /** Share of its step that each tree takes, in (0, 1]. */
  readonly learningRate: number;
  /** Share of rows that each tree is grown on, in (0, 1]. */
  readonly rowShare: number;
  /** Share of columns that each tree may use, in (0, 1]. */
  readonly columnShare: number;
  readonly maxBins: number;
  /** Errors beyond this pull no harder (Huber's loss), in units of the target; Infinity is squared loss. */
  readonly huberDelta: number;
  readonly seed: number;
}

/** Rows to learn from, column by column; NaN is "not known" in a column, and not allowed in the others. */
export interface TrainingTable {
  readonly columns: readonly Float32Array[];
  readonly targets: Float64Array;
  /** How much each row counts, >= 0; left out, all count alike. They are scaled to a mean of 1. */
  readonly weights?: Float64Array;
  /** Told now and then with the share done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Learns a sum of trees, each grown on what the ones before it still get wrong.
 * Formula, sources and worked example: docs/formulas/gradient-boosting.md
 * @throws RangeError for settings out of range, or a table without rows or of unequal lengths
 */
export function trainBoostedTrees(table: TrainingTable, settings: BoostingSettings): BoostedTrees {
  requireValid(table, settings);
  const binned = binColumns(table.columns, settings.maxBins, settings.seed);
  const weights = scaledWeights(table);
  const start = weightedMean(table.targets, weights);
  const sums = new Float64Array(binned.rowCount).fill(start);
  const gradients = new Float64Array(binned.rowCount);
  const random = seededRandom(settings.seed);
  const grower = new TreeGrower(binned, settings);
  const draws = { rows: new Int32Array(binned.rowCount), columns: new Int32Array(binned.columns.length) };
  const trees: GrownNode[][] = [];
  while (trees.length < settings.treeCount) {
    fillGradients(table.targets, sums, { gradients, weights }, settings.huberDelta);
    const rowCount = drawShare(draws.rows.length, settings.rowShare, random, draws.rows);
    const columnCount = drawShare(draws.columns.length, settings.columnShare, random, draws.columns);
    const tree = grower.grow({
      rows: draws.rows.subarray(0, rowCount),
      wanted: draws.columns.subarray(0, columnCount),
      slopes: { gradients, weights },
    });
    const shrunk = tree.map((node) => ({ ...node, value: node.value * settings.learningRate }));
    addTree(shrunk, binned, sums);
    trees.push(shrunk);
    table.onProgress?.(trees.length / settings.treeCount);
  }
  return boostedTrees(trees, { start, edges: binned.edges });
}

/** Downhill on Huber's loss: the error itself, cut at delta on both sides. */
function fillGradients(
  targets: Float64Array,
  sums: Float64Array,
  { gradients, weights }: Slopes,
  delta: number,
) {
  for (let row = 0; row < targets.length; row++) {
    const error = (targets[row] ?? 0) - (sums[row] ?? 0);
    const cut = error > delta ? delta : error < -delta ? -delta : error;
    gradients[row] = cut * (weights[row] ?? 0);
  }
}

function addTree(tree: readonly GrownNode[], { columns }: BinnedColumns, sums: Float64Array): void {
  for (let row = 0; row < sums.length; row++) {
    let node = tree[0];
    while (node !== undefined && node.split !== null) {
      const bin = columns[node.split.column]?.[row] ?? 0;
      node = tree[goesLeft(bin, node.split) ? node.leftChild : node.leftChild + 1];
    }
    sums[row] = (sums[row] ?? 0) + (node?.value ?? 0);
  }
}

function scaledWeights({ targets, weights }: TrainingTable): Float64Array {
  if (weights === undefined) return new Float64Array(targets.length).fill(1);
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  if (!(mean > 0)) throw new RangeError('rows without any weight teach nothing');
  return weights.map((weight) => weight / mean);
}

function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (weights[i] ?? 0);
  return sum / values.length;
}

function requireValid({ columns, targets, weights }: TrainingTable, settings: BoostingSettings): void {
  const { treeCount, maxLeaves, learningRate, rowShare, columnShare, minLeafWeight, l2, huberDelta } =
    settings;
  if (targets.length === 0 || columns.length === 0)
    throw new RangeError('a table without cells teaches nothing');
  const lengths = [...columns, weights ?? targets].map((column) => column.length);
  if (lengths.some((length) => length !== targets.length))
    throw new RangeError('columns of different lengths');
  if (!targets.every(Number.isFinite)) throw new RangeError('a target is not a finite number');
  if (weights?.some((weight) => !(weight >= 0 && weight < Infinity))) {
    throw new RangeError('a weight is negative or not finite');
  }
  const isShare = (share: number) => share > 0 && share <= 1;
  if (![learningRate, rowShare, columnShare].every(isShare)) throw new RangeError('a share is not in (0, 1]');
  const isCount = (count: number) => Number.isInteger(count) && count >= 1;
  if (![treeCount, maxLeaves].every(isCount)) throw new RangeError('trees and leaves are counted from 1');
  if (!(minLeafWeight > 0 && l2 >= 0 && huberDelta > 0)) throw new RangeError('a limit is not positive');
}
