import type { GrownNode } from './tree-grower';

/**
 * A sum of binary trees as columns of numbers, one entry a node, all trees one after the other: plain data for a
 * database or another thread. A leaf has no left child (0 is always a root); the right child stands behind the left.
 */
export interface BoostedTrees {
  readonly columnCount: number;
  /** What the sum starts from. */
  readonly start: number;
  /** Node at which each tree begins. */
  readonly roots: Int32Array;
  readonly column: Int16Array;
  /** Known values up to this go left. */
  readonly threshold: Float64Array;
  /** 1 where unknown values go left. */
  readonly unknownLeft: Uint8Array;
  readonly leftChild: Int32Array;
  /** What a leaf adds, learning rate included; 0 at inner nodes. */
  readonly value: Float64Array;
}

/** Grown trees with real thresholds instead of bins. */
export function boostedTrees(
  trees: readonly (readonly GrownNode[])[],
  { start, edges }: { start: number; edges: readonly Float64Array[] },
): BoostedTrees {
  const roots = new Int32Array(trees.length);
  let count = 0;
  trees.forEach((tree, i) => {
    roots[i] = count;
    count += tree.length;
  });
  const column = new Int16Array(count);
  const threshold = new Float64Array(count);
  const unknownLeft = new Uint8Array(count);
  const leftChild = new Int32Array(count);
  const value = new Float64Array(count);
  trees.forEach((tree, i) =>
    tree.forEach((node, place) => {
      const at = (roots[i] ?? 0) + place;
      if (node.split === null) {
        value[at] = node.value;
        return;
      }
      column[at] = node.split.column;
      // Above the last edge there is no threshold: all known values go left, away from the unknown ones.
      threshold[at] = edges[node.split.column]?.[node.split.lastLeftBin - 1] ?? Infinity;
      unknownLeft[at] = node.split.isUnknownLeft ? 1 : 0;
      leftChild[at] = (roots[i] ?? 0) + node.leftChild;
    }),
  );
  return { columnCount: edges.length, start, roots, column, threshold, unknownLeft, leftChild, value };
}

/**
 * What the trees say of one row, which holds one number a column; NaN is "not known".
 * @throws RangeError for a row of another width than they were grown on
 */
export function sumOfTrees(trees: BoostedTrees, row: Float32Array): number {
  if (row.length !== trees.columnCount) {
    throw new RangeError(`a row of ${row.length} columns, the trees know ${trees.columnCount}`);
  }
  let sum = trees.start;
  for (const root of trees.roots) sum += trees.value[leafOf(trees, root, row)] ?? 0;
  return sum;
}

function leafOf(
  { column, threshold, unknownLeft, leftChild }: BoostedTrees,
  root: number,
  row: Float32Array,
) {
  let node = root;
  for (let child = leftChild[node] ?? 0; child !== 0; child = leftChild[node] ?? 0) {
    const [seen, edge] = [row[column[node] ?? 0] ?? NaN, threshold[node] ?? NaN];
    // An unknown value is neither up to the edge nor above it.
    const isLeft = seen <= edge || (!(seen > edge) && unknownLeft[node] === 1);
    node = isLeft ? child : child + 1;
  }
  return node;
}
