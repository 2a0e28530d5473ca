import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others in the process wait no longer than this for their turn. */
const LONGEST_TURN_MS = 10;

/** Takes the steps of some work one after the other, and lets the rest of the process have its turn in between. */
export async function stepsInTurns<Result>(steps: Iterator<void, Result>): Promise<Result> {
  for (;;) {
    const startedAtMs = performance.now();
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() - startedAtMs < LONGEST_TURN_MS);
    await nextTurn();
  }
}

/** Does something with each item, in order, and lets the rest of the process have its turn in between. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  await stepsInTurns(eachOf(items, (item, index) => results.push(work(item, index))));
  return results;
}

function* eachOf<Item>(
  items: readonly Item[],
  see: (item: Item, index: number) => void,
): Generator<void, void> {
  for (const [index, item] of items.entries()) {
    see(item, index);
    yield;
  }
}
