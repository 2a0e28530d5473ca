import type { RegionOutlook } from './outlook';

/** Takes all steps of a search at once. */
export function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Regions as some works see them. */
type Grid = ReadonlyMap<string, RegionOutlook>;

/** Changes all outlooks of a grid, of each grid once. */
export function perGrid(change: (outlook: RegionOutlook) => RegionOutlook): (grid: Grid) => Grid {
  const known = new Map<Grid, Grid>();
  return (grid) => {
    const before = known.get(grid);
    if (before !== undefined) return before;
    const changed = new Map([...grid].map(([region, outlook]) => [region, change(outlook)]));
    known.set(grid, changed);
    return changed;
  };
}

/** Items that are sorted or merged before others have a turn. */
const AT_ONCE = 4096;

/** As a stable sort does it, in steps. */
export function* sortInSteps<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Generator<void, Item[]> {
  let runs = Array.from({ length: Math.ceil(items.length / AT_ONCE) }, (_, i) =>
    items.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
  for (const run of runs) {
    run.sort(compare);
    yield;
  }
  while (runs.length > 1) {
    const merged: Item[][] = [];
    for (let i = 0; i < runs.length; i += 2)
      merged.push(yield* mergeInSteps(runs[i] ?? [], runs[i + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergeInSteps<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Generator<void, Item[]> {
  const merged: Item[] = [];
  const rest = second.values();
  let next = rest.next();
  for (const item of first) {
    while (next.done !== true && compare(next.value, item) < 0) {
      merged.push(next.value);
      next = rest.next();
    }
    merged.push(item);
    if (merged.length % AT_ONCE === 0) yield;
  }
  for (; next.done !== true; next = rest.next()) merged.push(next.value);
  return merged;
}
