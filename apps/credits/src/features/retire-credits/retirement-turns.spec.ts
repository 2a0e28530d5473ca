import type { RetirementAnswer } from '@ecobe/contracts';
import type { AskedRetirement, RetirementBook, RetirementOutcome } from '../../ports/retirement-book';
import { RetirementTurns } from './retirement-turns';

/** Notes portions, and fails where told; its answers bear the key as their id. */
class BookOfSpec implements RetirementBook {
  readonly portions: string[][] = [];
  failsFor: (keys: readonly string[]) => boolean = () => false;

  async retireAll(asked: readonly AskedRetirement[]): Promise<RetirementOutcome[]> {
    const keys = asked.map(({ command }) => command.key);
    this.portions.push(keys);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failsFor(keys)) throw new Error(`portion of ${keys.length}`);
    return keys.map((key) => ({
      kind: 'answered',
      answered: { answer: { retirementId: key } as RetirementAnswer, isReplayed: false },
    }));
  }

  holdersOf(): Promise<Map<string, string>> {
    return Promise.resolve(new Map());
  }
}

const asked = (key: string, organizationId = 'org-1', lotCount = 1): AskedRetirement => ({
  command: { organizationId, key, operation: 'retire-credits', fingerprint: key, requestId: null },
  lotIds: Array.from({ length: lotCount }, (_, index) => `lot-${index}`),
  decide: () => {
    throw new Error('the book of this spec decides nothing');
  },
});

describe('RetirementTurns', () => {
  const open = () => {
    const book = new BookOfSpec();
    const turns = new RetirementTurns(book);
    const retireAll = (...all: AskedRetirement[]) =>
      Promise.allSettled(all.map(async (one) => (await turns.retire(one)).answer.retirementId));
    return { book, retireAll };
  };
  const fulfilled = (...values: string[]) => values.map((value) => ({ status: 'fulfilled', value }));

  it('writes those that come meanwhile together, in their order', async () => {
    const { book, retireAll } = open();
    expect(await retireAll(asked('a'), asked('b'), asked('c'))).toEqual(fulfilled('a', 'b', 'c'));
    expect(book.portions).toEqual([['a'], ['b', 'c']]);
    expect(await retireAll(asked('d'))).toEqual(fulfilled('d'));
  });

  it('keeps twins apart, and lets organisations go beside each other', async () => {
    const { book, retireAll } = open();
    await retireAll(asked('a'), asked('b'), asked('b'), asked('c'), asked('z', 'org-2'));
    expect(book.portions).toEqual([['a'], ['z'], ['b'], ['b', 'c']]);
  });

  it('bounds a portion by its requests and by its lots, and takes the largest request alone', async () => {
    const { book, retireAll } = open();
    await retireAll(...Array.from({ length: 70 }, (_, index) => asked(String(index))));
    expect(book.portions.map(({ length }) => length)).toEqual([1, 64, 5]);
    book.portions.length = 0;
    await retireAll(
      asked('a'),
      ...['b', 'c', 'd'].map((key) => asked(key, 'org-1', 200)),
      asked('e', 'o', 999),
    );
    expect(book.portions).toEqual([['a'], ['e'], ['b', 'c'], ['d']]);
  });

  it('tries each for itself when a portion fails, and tells only those what went wrong that it concerns', async () => {
    const { book, retireAll } = open();
    book.failsFor = (keys) => keys.includes('bad');
    const [first, bad, good] = await retireAll(asked('a'), asked('bad'), asked('good'));
    expect([first, good]).toEqual(fulfilled('a', 'good'));
    expect(bad).toMatchObject({ status: 'rejected', reason: new Error('portion of 1') });
    expect(await retireAll(asked('later'))).toEqual(fulfilled('later'));
  });
});
