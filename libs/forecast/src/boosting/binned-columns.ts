import { seededRandom } from './seeded-random';

/** The bin of unknown values; known ones have bins from 1 on. */
export const UNKNOWN_BIN = 0;
/** What a byte holds beside the bin of unknown values. */
const MAX_BINS = 255;
/** Quantiles of so many rows place the edges as well as those of all. */
const EDGE_SAMPLE_ROWS = 20_000;

const isUnknown = Number.isNaN;

/** Columns as bytes. Bin b >= 1 holds the values in (edges[b - 2], edges[b - 1]]. */
export interface BinnedColumns {
  readonly rowCount: number;
  readonly columns: readonly Uint8Array[];
  /** For each column, ascending; a column without a second value has none. */
  readonly edges: readonly Float64Array[];
}

/**
 * Cuts every column into at most `maxBins` bins of alike many rows. A column of few distinct values gets one bin for
 * each of them, so that no split between them is lost.
 * @throws RangeError for columns of different lengths or a number of bins that no byte holds
 */
export function binColumns(columns: readonly Float32Array[], maxBins: number, seed: number): BinnedColumns {
  if (!Number.isInteger(maxBins) || maxBins < 2 || maxBins > MAX_BINS) {
    throw new RangeError(`${maxBins} bins: 2 to ${MAX_BINS} are possible`);
  }
  const rowCount = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== rowCount)) {
    throw new RangeError('columns of different lengths are no table');
  }
  const sample = sampleRows(rowCount, seed);
  const edges = columns.map((column) => edgesOf(sortedSample(column, sample), maxBins));
  const binned = columns.map((column, i) => binsOf(column, edges[i] ?? new Float64Array(0)));
  return { rowCount, columns: binned, edges };
}

/** Drawn, not every n-th: a step that divides the leads of an origin would see some leads only. */
function sampleRows(rowCount: number, seed: number): Int32Array | null {
  if (rowCount <= EDGE_SAMPLE_ROWS) return null;
  const random = seededRandom(seed);
  return Int32Array.from({ length: EDGE_SAMPLE_ROWS }, () => Math.floor(random() * rowCount));
}

function sortedSample(column: Float32Array, sample: Int32Array | null): Float32Array {
  const values = sample === null ? column : Float32Array.from(sample, (row) => column[row] ?? NaN);
  return values.filter((value) => !isUnknown(value)).sort();
}

function edgesOf(sorted: Float32Array, maxBins: number): Float64Array {
  const last = sorted.length - 1;
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const edges: number[] = [];
  if (distinct.length <= maxBins) {
    for (let i = 1; i < distinct.length; i++) edges.push(between(distinct[i - 1], distinct[i]));
    return Float64Array.from(edges);
  }
  for (let bin = 1; bin < maxBins; bin++) {
    const position = Math.floor((bin * last) / maxBins);
    const edge = between(sorted[position], sorted[position + 1]);
    if (edge > (edges.at(-1) ?? -Infinity)) edges.push(edge);
  }
  return Float64Array.from(edges);
}

/** Half-way, where a value that was not seen yet is most likely told apart rightly. */
function between(low = NaN, high = NaN): number {
  const middle = low + (high - low) / 2;
  return Number.isFinite(middle) ? middle : low;
}

function binsOf(column: Float32Array, edges: Float64Array): Uint8Array {
  const bins = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? NaN;
    bins[row] = isUnknown(value) ? UNKNOWN_BIN : 1 + countBelow(edges, value);
  }
  return bins;
}

/** How many edges lie under the value, by bisection. */
function countBelow(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
