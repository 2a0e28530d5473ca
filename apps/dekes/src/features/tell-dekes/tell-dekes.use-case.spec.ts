import { clockAt } from '../../dekes.fixture';
import type { Told } from '../../ports/dekes-api';
import type { MessageStore, StoredMessage } from '../../ports/message-store';
import { TellDekesUseCase } from './tell-dekes.use-case';

const waiting = (attempts = 0): StoredMessage => ({
  ...{ key: 'k', kind: 'report', workloadId: 'w', body: { queryId: 'q' }, createdMs: 0 },
  ...{ status: 'waiting', attempts, lastError: null },
});

/** A message, a DEKES that answers so, and what became of both. */
function telling(message: StoredMessage | null, told: Told) {
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
    countWaiting: () => Promise.resolve(0),
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
    tell: () => new TellDekesUseCase(messages, dekes, clockAt()).execute('k'),
  };
}

describe('telling DEKES', () => {
  it('is done when DEKES took it', async () => {
    const { tell, done } = telling(waiting(), { kind: 'told' });
    expect(await tell()).toBeNull();
    expect(done).toEqual(['delivered']);
  });

  it('is tried again as long as that may help, and says how often it was', async () => {
    const { tell, done } = telling(waiting(6), { kind: 'failed', reason: 'away', isFinal: false });
    expect(await tell()).toBe(7);
    expect(done).toEqual(['failed: away']);
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
