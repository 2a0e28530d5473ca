import { setImmediate as turn } from 'node:timers/promises';
import { ProblemError } from '@ecobe/contracts';
import type { OutboxDelivery } from './outbox';
import { OutboxFeed } from './outbox-feed';

const problem = (status: number) =>
  new ProblemError({ status, code: 'SOME', title: 'Some', detail: `it is ${status}` });

/** An outbox in memory: a claimed entry is due again once `again()` says so. */
class OutboxOfSpec {
  private claimed = new Set<string>();
  constructor(readonly keys: string[]) {}
  again(): void {
    this.claimed = new Set();
  }
  async relay(deliver: OutboxDelivery): Promise<number> {
    const due = this.keys.filter((key) => !this.claimed.has(key)).slice(0, 5);
    await deliver(due.map((key) => ({ key, topic: 't', payload: { key } })));
    for (const key of due) this.claimed.add(key);
    return due.length;
  }
  readonly refusals = new Map<string, string>();
  refuse(key: string, reason: string): Promise<void> {
    this.refusals.set(key, reason);
    return Promise.resolve();
  }
  done(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.keys.splice(this.keys.indexOf(key), 1);
    return Promise.resolve();
  }
}

/** Runs a feed for a moment, from its start to its end, as often as told. The service answers with the fault that `faultOf` names, or takes it. */
function feedOf(outbox: OutboxOfSpec, faultOf: (key: string) => Error | null) {
  const told: string[] = [];
  const logged: string[] = [];
  const tell = ({ key }: { key: string }) => {
    told.push(key);
    const fault = faultOf(key);
    return fault === null ? Promise.resolve() : Promise.reject(fault);
  };
  const log = (level: string) => (_of: unknown, text?: string) => {
    logged.push(`${level}: ${String(text)}`);
  };
  const once = async () => {
    outbox.again();
    const feed = new OutboxFeed<{ key: string }>(outbox, tell, { warn: log('warn'), error: log('error') });
    feed.onApplicationBootstrap();
    for (let n = 0; n < 50; n++) await turn();
    await feed.beforeApplicationShutdown();
  };
  return { told, logged, once };
}
const keysOf = (count: number) => Array.from({ length: count }, (_, n) => `k${n}`);

describe('OutboxFeed', () => {
  it('tells everything that is due and finishes it, portion after portion', async () => {
    const outbox = new OutboxOfSpec(keysOf(17));
    const { told, once } = feedOf(outbox, () => null);
    await once();
    expect([told.sort(), outbox.keys]).toEqual([keysOf(17).sort(), []]);
  });

  it('keeps what could not be told, and stops trying the others meanwhile', async () => {
    const outbox = new OutboxOfSpec(keysOf(17));
    let isAway = true;
    const { told, once, logged } = feedOf(outbox, () => (isAway ? problem(503) : null));
    await once();
    expect(told.length).toBeLessThanOrEqual(4);
    expect([outbox.keys.length, logged[0]]).toEqual([17, expect.stringContaining('warn: an entry')]);
    isAway = false;
    await once();
    expect([outbox.keys, new Set(told).size]).toEqual([[], 17]);
  });

  it('keeps one that is refused, tells the others all the same, and tells it again', async () => {
    const outbox = new OutboxOfSpec(keysOf(17));
    const { told, once, logged } = feedOf(outbox, (key) => (key === 'k3' ? problem(400) : null));
    await once();
    expect([outbox.keys, logged]).toEqual([['k3'], [expect.stringContaining('error: ')]]);
    expect([...outbox.refusals]).toEqual([['k3', 'it is 400']]);
    await once();
    expect(told.filter((key) => key === 'k3')).toHaveLength(2);
  });

  it('finishes the others where it cannot note why one was refused', async () => {
    const outbox = new OutboxOfSpec(keysOf(17));
    outbox.refuse = () => Promise.reject(new Error('the database is away'));
    const { once, logged } = feedOf(outbox, (key) => (key === 'k3' ? problem(400) : null));
    await once();
    expect(outbox.keys).toEqual(['k3']);
    expect(logged).toContainEqual(expect.stringContaining('could not be noted'));
  });

  it('tells again what it had told when it died before it could note that', async () => {
    const outbox = new OutboxOfSpec(['k']);
    const { told, once } = feedOf(outbox, () => null);
    const finish = outbox.done.bind(outbox);
    outbox.done = () => Promise.reject(new Error('the process died'));
    await once();
    outbox.done = finish;
    await once();
    expect([told, outbox.keys]).toEqual([['k', 'k'], []]);
  });
});
