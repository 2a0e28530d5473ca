import fc from 'fast-check';
import { sumOfTrees } from './boosted-trees';
import { trainBoostedTrees } from './gradient-boosting';
import type { BoostingSettings } from './gradient-boosting';
import { seededRandom } from './seeded-random';

const ONE_TREE: BoostingSettings = {
  treeCount: 1,
  maxLeaves: 8,
  learningRate: 1,
  l2: 0,
  minLeafWeight: 1e-6,
  rowShare: 1,
  columnShare: 1,
  maxBins: 255,
  huberDelta: Infinity,
  seed: 1,
};

type Rows = readonly (readonly number[])[];

const columnsOf = (rows: Rows) =>
  (rows[0] ?? []).map((_, column) => Float32Array.from(rows, (row) => row[column] ?? NaN));

function learnt(
  rows: Rows,
  targets: readonly number[],
  settings: Partial<BoostingSettings> = {},
  weights?: number[],
) {
  const table = { columns: columnsOf(rows), targets: Float64Array.from(targets) };
  const weighted = weights === undefined ? table : { ...table, weights: Float64Array.from(weights) };
  const trees = trainBoostedTrees(weighted, { ...ONE_TREE, ...settings });
  return { trees, predict: (row: readonly number[]) => sumOfTrees(trees, Float32Array.from(row)) };
}

/** A table with an interaction, noise and unknown cells. */
function wildTable(rowCount: number, seed: number) {
  const random = seededRandom(seed);
  const cell = () => (random() < 0.1 ? NaN : random());
  const rows = Array.from({ length: rowCount }, () => [cell(), cell(), cell(), cell()]);
  const targets = rows.map(([a = 0, b = 0, c = 0]) => {
    const known = (value: number) => (Number.isNaN(value) ? -1 : value);
    return Math.sin(6 * known(a)) + known(b) * known(c) + 0.1 * random();
  });
  return { rows, targets };
}

describe('trainBoostedTrees', () => {
  it('repeats the worked example of the formula page', () => {
    const rows = [[1], [2], [3], [4]];
    const settings = { l2: 1, learningRate: 0.5, maxLeaves: 2 };
    const { trees } = learnt(rows, [1, 1, 3, 7], settings);
    expect(trees.start).toBe(3);
    expect([...trees.threshold]).toEqual([3.5, 0, 0]);
    expect([...trees.value]).toEqual([0, -0.5, 1]);
    const { predict } = learnt(rows, [1, 1, 3, 7], { ...settings, treeCount: 2 });
    const [first, second, third, fourth] = rows.map(predict);
    expect([first, second]).toEqual([2, 2]);
    expect(third).toBeCloseTo(3.083333, 6);
    expect(fourth).toBeCloseTo(4.583333, 6);
  });

  it('learns a step exactly', () => {
    const { predict, trees } = learnt(
      Array.from({ length: 50 }, (_, i) => [i]),
      Array.from({ length: 50 }, (_, i) => (i < 20 ? 5 : 9)),
    );
    for (const low of [-1, 0, 19, 19.4]) expect(predict([low])).toBeCloseTo(5, 12);
    for (const high of [19.6, 20, 49, 1e6]) expect(predict([high])).toBeCloseTo(9, 12);
    expect(trees.column.length).toBe(3);
  });

  it('learns that one column matters only where another is high', () => {
    const grid = Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)]);
    const truth = ([a = 0, b = 0]: readonly number[]) => (a >= 4 && b >= 7 ? 3 : 1);
    const { predict } = learnt(grid, grid.map(truth), { maxLeaves: 3 });
    for (const row of grid) expect(predict(row)).toBeCloseTo(truth(row), 12);
  });

  it('gives unknown values an answer of their own, or the side that they are like', () => {
    const alone = learnt([[1], [2], [NaN], [NaN]], [1, 1, 5, 5]);
    expect([1, 2, 99, NaN].map((x) => alone.predict([x]))).toEqual([1, 1, 1, 5]);
    const likeLow = learnt([[1], [2], [NaN], [NaN]], [1, 5, 1, 1], { maxLeaves: 2 });
    expect([1, 2, NaN].map((x) => likeLow.predict([x]))).toEqual([1, 5, 1]);
    const notSeen = learnt([[1], [2], [2], [2]], [1, 5, 5, 5]);
    expect(notSeen.predict([NaN])).toBe(5);
  });

  it('counts a row as often as its weight says', () => {
    const rows = [
      [1, 4],
      [2, 3],
      [3, 9],
      [4, 1],
      [5, 5],
    ];
    const targets = [2, 8, 3, 9, 4];
    const counts = [1, 3, 0, 2, 2];
    const settings = { maxLeaves: 3, treeCount: 4, learningRate: 0.3 };
    const weighted = learnt(rows, targets, settings, counts);
    const repeat = <T>(items: readonly T[]) =>
      items.flatMap((item, i) => new Array<T>(counts[i] ?? 0).fill(item));
    const repeated = learnt(repeat(rows), repeat(targets), settings);
    for (const row of rows.filter((_, i) => i !== 2)) {
      expect(weighted.predict(row)).toBeCloseTo(repeated.predict(row), 10);
    }
  });

  it('repeats a constant target without a split', () => {
    const { rows } = wildTable(200, 3);
    const { predict, trees } = learnt(
      rows,
      rows.map(() => 4.25),
      { treeCount: 20, l2: 3 },
    );
    expect(trees.leftChild.every((child) => child === 0)).toBe(true);
    expect(predict([1, NaN, 0, 5])).toBe(4.25);
  });

  it('leaves no leaf with fewer rows than asked for', () => {
    const rows = Array.from({ length: 40 }, (_, i) => [i]);
    const { trees, predict } = learnt(
      rows,
      rows.map(([i = 0]) => (i === 0 ? 100 : 0)),
      { minLeafWeight: 10 },
    );
    expect([...trees.threshold].filter((edge) => edge !== 0 && edge < 9)).toEqual([]);
    expect(predict([0])).toBeCloseTo(10, 9);
  });

  it('is not drawn away by one wild row under the loss of Huber', () => {
    const rows = Array.from({ length: 101 }, () => [1]);
    const targets = rows.map((_, i) => (i === 7 ? 1000 : 0));
    const squared = learnt(rows, targets, { treeCount: 300, learningRate: 0.3 });
    const huber = learnt(rows, targets, { treeCount: 300, learningRate: 0.3, huberDelta: 1 });
    expect(squared.predict([1])).toBeCloseTo(1000 / 101, 6);
    expect(huber.predict([1])).toBeCloseTo(0.01, 6);
  });

  it('explains an interaction with noise and gaps, on drawn rows and columns', () => {
    const seen = wildTable(3000, 11);
    const fresh = wildTable(500, 12);
    const { predict } = learnt(seen.rows, seen.targets, {
      treeCount: 200,
      maxLeaves: 15,
      learningRate: 0.1,
      l2: 1,
      minLeafWeight: 10,
      rowShare: 0.5,
      columnShare: 0.75,
    });
    const errors = fresh.rows.map((row, i) => Math.abs(predict(row) - (fresh.targets[i] ?? NaN)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.07);
  });

  it('gives the same trees for the same seed, to the bit, and others for another', () => {
    const { rows, targets } = wildTable(400, 5);
    const settings = { treeCount: 10, rowShare: 0.5, columnShare: 0.5, learningRate: 0.1 };
    const { trees } = learnt(rows, targets, settings);
    expect(learnt(rows, targets, settings).trees).toEqual(trees);
    expect(learnt(rows, targets, { ...settings, seed: 2 }).trees).not.toEqual(trees);
  });

  it('never does worse on its own rows with one more tree', () => {
    const table = fc.array(fc.tuple(fc.double({ noNaN: false }), fc.integer({ min: -9, max: 9 })), {
      minLength: 2,
      maxLength: 40,
    });
    const target = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(table, fc.array(target, { minLength: 40, maxLength: 40 }), (rows, all) => {
        const targets = all.slice(0, rows.length);
        const lossWith = (treeCount: number) => {
          const { predict } = learnt(rows, targets, {
            treeCount,
            learningRate: 0.4,
            l2: 0.5,
            minLeafWeight: 2,
          });
          return rows.reduce((sum, row, i) => sum + (predict(row) - (targets[i] ?? NaN)) ** 2, 0);
        };
        const losses = [1, 2, 3].map(lossWith);
        for (const i of [1, 2]) expect(losses[i]).toBeLessThanOrEqual((losses[i - 1] ?? NaN) + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('does not care in which unit a column is', () => {
    const { rows, targets } = wildTable(300, 9);
    const settings = { treeCount: 8, learningRate: 0.3 };
    const inUnit = (scale: number) => rows.map((row) => row.map((cell) => cell * scale));
    const [one, eight] = [learnt(rows, targets, settings), learnt(inUnit(8), targets, settings)];
    expect(inUnit(8).map(eight.predict)).toEqual(rows.map(one.predict));
  });

  it('refuses what it cannot learn from', () => {
    const rows = [[1], [2]];
    expect(() => learnt([], [])).toThrow(RangeError);
    expect(() => learnt(rows, [1])).toThrow(RangeError);
    expect(() => learnt(rows, [1, NaN])).toThrow(RangeError);
    expect(() => learnt(rows, [1, 2], {}, [1, -1])).toThrow(RangeError);
    expect(() => learnt(rows, [1, 2], {}, [0, 0])).toThrow(RangeError);
    for (const bad of [
      { treeCount: 0 },
      { learningRate: 1.5 },
      { rowShare: 0 },
      { l2: -1 },
      { huberDelta: NaN },
    ]) {
      expect(() => learnt(rows, [1, 2], bad)).toThrow(RangeError);
    }
    expect(() => learnt(rows, [1, 2]).predict([1, 2])).toThrow(RangeError);
  });
});
