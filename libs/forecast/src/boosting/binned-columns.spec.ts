import { UNKNOWN_BIN, binColumns } from './binned-columns';
import { seededRandom } from './seeded-random';

describe('binColumns', () => {
  it('gives each of few values its own bin, half-way edges, and unknown ones theirs', () => {
    const { columns, edges } = binColumns([Float32Array.of(3, NaN, 1, 3, 7)], 8, 1);
    expect([...(edges[0] ?? [])]).toEqual([2, 5]);
    expect([...(columns[0] ?? [])]).toEqual([2, UNKNOWN_BIN, 1, 2, 3]);
  });

  it('fills the bins of many values alike', () => {
    const random = seededRandom(5);
    const skewed = Float32Array.from({ length: 8000 }, () => random() ** 4);
    const counts = new Array<number>(17).fill(0);
    for (const bin of binColumns([skewed], 16, 1).columns[0] ?? []) counts[bin] = (counts[bin] ?? 0) + 1;
    expect(counts[UNKNOWN_BIN]).toBe(0);
    for (const count of counts.slice(1)) expect(Math.abs(count - 500)).toBeLessThanOrEqual(1);
  });

  it('keeps the order of values, so that a bin never spans an edge', () => {
    const random = seededRandom(6);
    const values = Float32Array.from({ length: 30_000 }, () => Math.round(random() * 500) / 10);
    const { columns, edges } = binColumns([values], 255, 1);
    values.forEach((value, row) => {
      const bin = columns[0]?.[row] ?? NaN;
      expect(value > (edges[0]?.[bin - 2] ?? -Infinity) && value <= (edges[0]?.[bin - 1] ?? Infinity)).toBe(
        true,
      );
    });
  });

  it('tells infinite values apart, and nothing in a column of one value or none', () => {
    const { columns, edges } = binColumns(
      [Float32Array.of(-Infinity, 1, Infinity), Float32Array.of(4, 4, 4), Float32Array.of(NaN, NaN, NaN)],
      255,
      1,
    );
    expect(columns.map((bins) => [...bins])).toEqual([
      [1, 2, 3],
      [1, 1, 1],
      [0, 0, 0],
    ]);
    expect(edges.map((of) => of.length)).toEqual([2, 0, 0]);
  });

  it('refuses unequal columns and bins that no byte holds', () => {
    expect(() => binColumns([new Float32Array(2), new Float32Array(3)], 16, 1)).toThrow(RangeError);
    for (const bins of [1, 256, 2.5]) expect(() => binColumns([], bins, 1)).toThrow(RangeError);
  });
});
