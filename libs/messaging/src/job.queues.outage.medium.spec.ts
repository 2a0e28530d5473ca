import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { JobQueues } from './job.queues';
import { RedisKeys } from './redis-keys';

const STOP_GRACE_MS = 1_000;
/** Many times what closing takes; a hang lasts for ever. */
const LIMIT_MS = 20_000;

describe('the end of JobQueues', () => {
  let redis: TestRedis;
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  const open = () =>
    new JobQueues({ url: redis.url, keys: new RedisKeys('end:') }, { stopGraceMs: STOP_GRACE_MS });
  const endOf = (queues: JobQueues) =>
    Promise.race([queues.close().then(() => 'closed'), sleep(LIMIT_MS, 'hangs', { ref: false })]);
  /** A queue with a schedule, that has run a job; from then on jobs last as long as told. */
  const working = async (queues: JobQueues, name: string, lasts: (n: number) => Promise<void>) => {
    let runs = 0;
    queues.process(name, () => lasts(++runs));
    const queue = queues.queue(name);
    await queue.every(`${name}-round`, 60_000, 'round', {});
    while (runs === 0) await sleep(20);
    return { queue, runs: () => runs };
  };

  it('comes while Redis is away, with workers that wait for work', async () => {
    const queues = open();
    await working(queues, 'idle', () => Promise.resolve());
    await working(queues, 'idle-too', () => Promise.resolve());
    await redis.kill9();
    await sleep(500);
    expect(await endOf(queues)).toBe('closed');
  }, 60_000);

  it('comes in the moment in which Redis goes', async () => {
    const queues = open();
    await working(queues, 'idle', () => Promise.resolve());
    const [end] = await Promise.all([endOf(queues), redis.kill9()]);
    expect(end).toBe('closed');
  }, 60_000);

  it('comes while a job runs whose end no Redis takes', async () => {
    const queues = open();
    let finish: () => void = () => undefined;
    const lasting = new Promise<void>((resolve) => (finish = resolve));
    const { queue, runs } = await working(queues, 'busy', (n) => (n === 1 ? Promise.resolve() : lasting));
    await queue.add('long', {});
    while (runs() < 2) await sleep(20);
    await redis.kill9();
    const end = endOf(queues);
    finish();
    expect(await end).toBe('closed');
  }, 60_000);

  it('comes although a job never ends', async () => {
    const queues = open();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { queue, runs } = await working(queues, 'stuck', (n) => (n === 1 ? Promise.resolve() : held));
    await queue.add('endless', {});
    while (runs() < 2) await sleep(20);
    expect(await endOf(queues)).toBe('closed');
    release();
  }, 60_000);

  it('comes where Redis was never there', async () => {
    await redis.kill9();
    const queues = open();
    queues.process('early', () => Promise.resolve());
    queues.queue('early');
    await sleep(200);
    expect(await endOf(queues)).toBe('closed');
  }, 60_000);
});
