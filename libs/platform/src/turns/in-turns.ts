import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others in the process wait no longer than this for their turn. */
const LONGEST_TURN_MS = 10;

/** Does something with each item, in order, and lets the rest of the process have its turn in between. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let startedAtMs = performance.now();
  for (const [index, item] of items.entries()) {
    results.push(work(item, index));
    if (performance.now() - startedAtMs < LONGEST_TURN_MS) continue;
    await nextTurn();
    startedAtMs = performance.now();
  }
  return results;
}
