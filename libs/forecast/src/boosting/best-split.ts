import { UNKNOWN_BIN } from './binned-columns';
import type { BinnedColumns } from './binned-columns';
import { binCount } from './histogram';

/** What a leaf sums up to. */
export interface LeafTotals {
  readonly gradient: number;
  readonly weight: number;
}

/** Rows of `column` with a bin up to `lastLeftBin` go left; unknown values go where they fit better. */
export interface Split {
  readonly column: number;
  readonly lastLeftBin: number;
  readonly isUnknownLeft: boolean;
  /** How much it lowers the loss (twice, in the second-order approximation). */
  readonly gain: number;
  readonly left: LeafTotals;
}

export interface SplitLimits {
  /** Added to the weight of every leaf, which draws its value to zero. */
  readonly l2: number;
  /** Rows on each side at the least, counted by weight. */
  readonly minLeafWeight: number;
}

const score = (gradient: number, weight: number, l2: number): number => (gradient * gradient) / (weight + l2);

/** Gains below this share of the leaf's own score are rounding. */
const ROUNDING = 1e-12;

/** The split of a leaf that gains most over all wanted columns, or null where none gains or leaves enough rows. */
export function bestSplit(
  histogram: Float64Array,
  leaf: LeafTotals,
  { table, offsets, wanted }: { table: BinnedColumns; offsets: Int32Array; wanted: Int32Array },
  limits: SplitLimits,
): Split | null {
  let best: Split | null = null;
  for (const column of wanted) {
    const edges = table.edges[column];
    if (edges === undefined) continue;
    const offset = offsets[column] ?? 0;
    const cells = histogram.subarray(offset, offset + 2 * binCount(edges));
    const split = bestOfColumn(cells, leaf, limits, best?.gain ?? 0);
    if (split !== null) best = { column, ...split };
  }
  return best;
}

/** The best split of one column, null unless it gains more than `atLeast`. */
function bestOfColumn(
  cells: Float64Array,
  leaf: LeafTotals,
  limits: SplitLimits,
  atLeast: number,
): Omit<Split, 'column'> | null {
  const parent = score(leaf.gradient, leaf.weight, limits.l2);
  const unknown = { gradient: cells[2 * UNKNOWN_BIN] ?? 0, weight: cells[2 * UNKNOWN_BIN + 1] ?? 0 };
  let bestGain = Math.max(atLeast, parent * ROUNDING);
  let best: Omit<Split, 'column'> | null = null;
  const hasUnknown = unknown.weight > 0;
  for (const isWithUnknown of hasUnknown ? [false, true] : [false]) {
    let gradient = isWithUnknown ? unknown.gradient : 0;
    let weight = isWithUnknown ? unknown.weight : 0;
    for (let bin = UNKNOWN_BIN + 1; 2 * bin < cells.length; bin++) {
      gradient += cells[2 * bin] ?? 0;
      weight += cells[2 * bin + 1] ?? 0;
      const rest = leaf.weight - weight;
      if (rest < limits.minLeafWeight) break;
      if (weight < limits.minLeafWeight) continue;
      const gain =
        score(gradient, weight, limits.l2) + score(leaf.gradient - gradient, rest, limits.l2) - parent;
      if (gain <= bestGain) continue;
      bestGain = gain;
      // Where the leaf has met no unknown value, one that comes later goes with the majority.
      const isUnknownLeft = hasUnknown ? isWithUnknown : weight > rest;
      best = { lastLeftBin: bin, isUnknownLeft, gain, left: { gradient, weight } };
    }
  }
  return best;
}
