import { clockAt } from '../../dekes.fixture';
import type { Told } from '../../ports/dekes-api';
import type { MessageStore, StoredMessage } from '../../ports/message-store';
import { DekesBreaker } from './dekes-breaker';
import { TellDekesUseCase } from './tell-dekes.use-case';

const waiting = (attempts = 0): StoredMessage => ({
  ...{ key: 'k', kind: 'report', workloadId: 'w', body: { queryId: 'q' }, createdMs: 0 },
  ...{ status: 'waiting', attempts, lastError: null },
});

/** A message, a DEKES that answers so, and what became of both. */
function telling(message: StoredMessage | null, told: Told, breaker = new DekesBreaker(() => 0)) {
  const done: string[] = [];
  let asked = 0;
  const note = (what: string) => {
    done.push(what);
    return Promise.resolve();
  };
  const messages: MessageStore = {
    find: () => Promise.resolve(message),
    ofWorkloads: () => Promise.resolve([]),
    delivered: () => note('delivered'),
    failed: (_key, reason) => note(`failed: ${reason}`),
    givenUp: (_key, reason) => note(`given up: ${reason}`),
    waiting: () => Promise.resolve({ count: 0, oldestMs: null, refusedKey: null }),
  };
  const dekes = {
    absence: null,
    tell: () => {
      asked += 1;
      return Promise.resolve(told);
    },
  };
  return {
    done,
    asked: () => asked,
    tell: () => new TellDekesUseCase(messages, dekes, clockAt(), breaker).execute('k'),
  };
}

describe('telling DEKES', () => {
  it('is done when DEKES took it', async () => {
    const { tell, done } = telling(waiting(), { kind: 'told' });
    expect(await tell()).toBeNull();
    expect(done).toEqual(['delivered']);
  });

  it('is tried again as long as that may help, later each time, up to a quarter of an hour', async () => {
    const failed = { kind: 'failed', reason: 'away', isFinal: false } as const;
    const waitMs: (number | null)[] = [];
    for (const attempts of [0, 1, 2, 8, 9, 400]) waitMs.push(await telling(waiting(attempts), failed).tell());
    expect(waitMs).toEqual([2, 4, 8, 512, 900, 900].map((seconds) => seconds * 1_000));
    const { tell, done } = telling(waiting(), failed);
    await tell();
    expect(done).toEqual(['failed: away']);
  });

  it('is not tried while others have failed: that costs it nothing', async () => {
    const breaker = new DekesBreaker(() => 0);
    for (let n = 0; n < 5; n++) breaker.failed();
    const { tell, done, asked } = telling(waiting(), { kind: 'told' }, breaker);
    expect([await tell(), done, asked()]).toEqual([30_000, [], 0]);
  });

  it('opens the way for all once DEKES answers, even to refuse', async () => {
    const clock = { ms: 0 };
    const breaker = new DekesBreaker(() => clock.ms);
    for (let n = 0; n < 5; n++) breaker.failed();
    clock.ms += 30_000;
    const wrong = { kind: 'failed', reason: 'wrong', isFinal: true } as const;
    expect(await telling(waiting(), wrong, breaker).tell()).toBeNull();
    expect(breaker.pauseMs()).toBe(0);
  });

  it('ends where DEKES refuses it for good', async () => {
    const { tell, done } = telling(waiting(), { kind: 'failed', reason: 'wrong', isFinal: true });
    expect(await tell()).toBeNull();
    expect(done).toEqual(['given up: wrong']);
  });

  it.each([null, { ...waiting(), status: 'delivered' as const }, { ...waiting(), status: 'dead' as const }])(
    'says nothing twice: %j',
    async (message) => {
      const { tell, asked } = telling(message, { kind: 'told' });
      expect(await tell()).toBeNull();
      expect(asked()).toBe(0);
    },
  );
});
