import type { RetirementAnswer } from '@ecobe/contracts';
import type { AskedRetirement, RetirementBook, RetirementOutcome } from '../../ports/retirement-book';
import { RetirementTurns } from './retirement-turns';

/** Notes portions, and fails where told; its answers bear the key as their id. */
class BookOfSpec implements RetirementBook {
  readonly portions: string[][] = [];
  /** What happens while locks are waited for. */
  beforeDeciding: (() => void) | null = null;
  failsFor: (keys: readonly string[]) => boolean = () => false;

  async retireAll(asked: readonly AskedRetirement[]): Promise<RetirementOutcome[]> {
    const keys = asked.map(({ command }) => command.key);
    this.portions.push(keys);
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failsFor(keys)) throw new Error(`portion of ${keys.length}`);
    if (this.beforeDeciding !== null) {
      this.beforeDeciding();
      for (const { decide } of asked) decide(new Map(), 0);
    }
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

  const timed = () => {
    const time = { nowMs: 1_000 };
    const book = new BookOfSpec();
    return { time, book, turns: new RetirementTurns(book, () => time.nowMs) };
  };
  const BUSY = { problem: { status: 503, code: 'LEDGER_BUSY' } };

  it('never takes one to the book whose caller has stopped waiting in the queue', async () => {
    const { time, book, turns } = timed();
    const first = turns.retire({ ...asked('a'), deadlineMs: 2_000 });
    const late = turns.retire({ ...asked('late'), deadlineMs: 1_500 });
    const timely = turns.retire({ ...asked('timely'), deadlineMs: 1_501 });
    const patient = turns.retire(asked('patient'));
    time.nowMs = 1_500;
    await expect(late).rejects.toMatchObject(BUSY);
    expect(await Promise.all([first, timely, patient])).toHaveLength(3);
    expect(book.portions).toEqual([['a'], ['timely', 'patient']]);
    await expect(turns.retire({ ...asked('b'), deadlineMs: 1_500 })).rejects.toMatchObject(BUSY);
    expect(await turns.retire(asked('c'))).toMatchObject({ answer: { retirementId: 'c' } });
    expect(book.portions).toHaveLength(3);
  });

  it('decides nothing for a caller who has stopped waiting while locks were waited for', async () => {
    const { time, book, turns } = timed();
    book.beforeDeciding = () => (time.nowMs = 2_000);
    await expect(turns.retire({ ...asked('a'), deadlineMs: 2_000 })).rejects.toMatchObject(BUSY);
    await expect(turns.retire({ ...asked('b'), deadlineMs: 2_001 })).rejects.toThrow('decides nothing');
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
