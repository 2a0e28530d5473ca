import { setImmediate as turn } from 'node:timers/promises';
import { OutboxRelay } from './outbox-relay';

/** An outbox that hands on three at a time, and tells how many runs were under way at once. */
function outboxOf(count: number) {
  const seen = { left: count, runs: 0, mostAtOnce: 0, atOnce: 0 };
  const relay = async () => {
    seen.runs += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
    await turn();
    const portion = Math.min(3, seen.left);
    seen.left -= portion;
    seen.atOnce -= 1;
    return portion;
  };
  return { seen, relay };
}

describe('OutboxRelay', () => {
  it('goes on until nothing is left, however often it is nudged meanwhile', async () => {
    const { seen, relay } = outboxOf(10);
    const relays = new OutboxRelay({ relay, onFault: fail });
    relays.nudge();
    relays.nudge();
    while (seen.left > 0) await turn();
    await relays.stop();
    expect(seen.mostAtOnce).toBe(1);
  });

  it('tells a fault, and tries again when nudged', async () => {
    const faults: unknown[] = [];
    let isAway = true;
    let handedOn = 0;
    const relay = () => {
      if (isAway) return Promise.reject(new Error('redis is away'));
      handedOn += 1;
      return Promise.resolve(0);
    };
    const relays = new OutboxRelay({ relay, onFault: (error) => faults.push(error) });
    relays.nudge();
    await turn();
    expect(faults).toEqual([new Error('redis is away')]);
    isAway = false;
    relays.nudge();
    await turn();
    expect(handedOn).toBe(1);
    await relays.stop();
  });

  it('does nothing once stopped', async () => {
    const { seen, relay } = outboxOf(1);
    const relays = new OutboxRelay({ relay, onFault: fail });
    await relays.stop();
    relays.nudge();
    await turn();
    expect(seen.runs).toBe(0);
  });
});

function fail(error: unknown): never {
  throw error;
}
