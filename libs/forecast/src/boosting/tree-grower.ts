import { UNKNOWN_BIN } from './binned-columns';
import type { BinnedColumns } from './binned-columns';
import { bestSplit } from './best-split';
import type { LeafTotals, Split, SplitLimits } from './best-split';
import { HistogramFiller, subtractHistogram } from './histogram';
import type { Slopes } from './histogram';

export interface TreeLimits extends SplitLimits {
  readonly maxLeaves: number;
}

/** One node of a tree in the making; it stays a leaf while it has no split. */
export interface GrownNode {
  /** The step that lowers the loss of its rows most. */
  readonly value: number;
  split: Split | null;
  /** Index of the left child; the right one stands directly behind it. */
  leftChild: number;
}

/** What one tree grows from. The order of `rows` changes: those of a leaf come to lie together. */
export interface Growth {
  readonly rows: Int32Array;
  /** Columns that it may split by. */
  readonly wanted: Int32Array;
  readonly slopes: Slopes;
}

/** Rows `from` to `to` of the growth, and the node they are at. */
interface Leaf {
  readonly node: GrownNode;
  readonly from: number;
  readonly to: number;
  readonly totals: LeafTotals;
}

interface OpenLeaf extends Leaf {
  readonly histogram: Float64Array;
  readonly split: Split;
}

/**
 * Grows trees leaf by leaf: the split that gains most comes next, until there are `maxLeaves` leaves or none gains. Of
 * two children the smaller is summed up row by row, the other one is what remains of the parent's histogram.
 */
export class TreeGrower {
  private readonly filler: HistogramFiller;
  private readonly spare: Float64Array[] = [];
  private readonly movedRows: Int32Array;
  private nodes: GrownNode[] = [];
  private open: OpenLeaf[] = [];

  constructor(
    private readonly table: BinnedColumns,
    private readonly limits: TreeLimits,
  ) {
    this.filler = new HistogramFiller(table);
    this.movedRows = new Int32Array(table.rowCount);
  }

  grow(growth: Growth): GrownNode[] {
    this.nodes = [];
    this.open = [];
    const root = this.leafOf(0, growth.rows.length, totalsOf(growth));
    if (this.canSplit(root)) this.offer(root, this.summed(root, growth), growth);
    for (let leaves = 1; leaves < this.limits.maxLeaves; leaves++) {
      const next = this.takeBest();
      if (next === null) break;
      this.divide(next, growth);
    }
    for (const leaf of this.open) this.spare.push(leaf.histogram);
    return this.nodes;
  }

  private leafOf(from: number, to: number, totals: LeafTotals): Leaf {
    const node = { value: totals.gradient / (totals.weight + this.limits.l2), split: null, leftChild: 0 };
    this.nodes.push(node);
    return { node, from, to, totals };
  }

  private canSplit = (leaf: Leaf): boolean => leaf.totals.weight >= 2 * this.limits.minLeafWeight;

  private summed({ from, to }: Leaf, { rows, wanted, slopes }: Growth): Float64Array {
    const histogram = this.spare.pop() ?? new Float64Array(this.filler.length);
    this.filler.fill(rows.subarray(from, to), wanted, slopes, histogram);
    return histogram;
  }

  private offer(leaf: Leaf, histogram: Float64Array, { wanted }: Growth): void {
    const where = { table: this.table, offsets: this.filler.offsets, wanted };
    const split = this.canSplit(leaf) ? bestSplit(histogram, leaf.totals, where, this.limits) : null;
    if (split === null) this.spare.push(histogram);
    else this.open.push({ ...leaf, histogram, split });
  }

  /** The first of those that gain most, so that the tree is the same on every run. */
  private takeBest(): OpenLeaf | null {
    let best: OpenLeaf | null = null;
    for (const leaf of this.open) if (best === null || leaf.split.gain > best.split.gain) best = leaf;
    this.open = this.open.filter((leaf) => leaf !== best);
    return best;
  }

  private divide(leaf: OpenLeaf, growth: Growth): void {
    const { split, totals, histogram, node } = leaf;
    const middle = leaf.from + this.moveLeftRowsFirst(growth.rows.subarray(leaf.from, leaf.to), split);
    node.split = split;
    node.leftChild = this.nodes.length;
    const left = this.leafOf(leaf.from, middle, split.left);
    const right = this.leafOf(middle, leaf.to, {
      gradient: totals.gradient - split.left.gradient,
      weight: totals.weight - split.left.weight,
    });
    if (!this.canSplit(left) && !this.canSplit(right)) {
      this.spare.push(histogram);
      return;
    }
    const [small, large] = middle - leaf.from <= leaf.to - middle ? [left, right] : [right, left];
    const ofSmall = this.summed(small, growth);
    subtractHistogram(histogram, ofSmall);
    this.offer(small, ofSmall, growth);
    this.offer(large, histogram, growth);
  }

  /** Keeps the order on both sides, so that a leaf reads the table from top to bottom. */
  private moveLeftRowsFirst(rows: Int32Array, split: Split): number {
    const bins = this.table.columns[split.column] ?? new Uint8Array(0);
    let left = 0;
    let right = 0;
    for (const row of rows) {
      if (goesLeft(bins[row] ?? UNKNOWN_BIN, split)) rows[left++] = row;
      else this.movedRows[right++] = row;
    }
    rows.set(this.movedRows.subarray(0, right), left);
    return left;
  }
}

/** Which way a row with this bin goes. */
export const goesLeft = (bin: number, split: Split): boolean =>
  bin === UNKNOWN_BIN ? split.isUnknownLeft : bin <= split.lastLeftBin;

function totalsOf({ rows, slopes: { gradients, weights } }: Growth): LeafTotals {
  let gradient = 0;
  let weight = 0;
  for (const row of rows) {
    gradient += gradients[row] ?? 0;
    weight += weights[row] ?? 0;
  }
  return { gradient, weight };
}
