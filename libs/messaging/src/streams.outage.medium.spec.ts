import { join } from 'node:path';
import { startFixture } from '../../../test/support/processes';
import type { FixtureProcess } from '../../../test/support/processes';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';

describe('caller and replica while Redis is away', () => {
  let redis: TestRedis;
  let running: FixtureProcess[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(async () => {
    await Promise.all(running.map((process) => process.kill('SIGKILL')));
    await redis.stop();
  });

  it('live through a killed Redis, refuse meanwhile, and work again after its restart', async () => {
    const [replica, caller] = await Promise.all([
      startFixture(join(__dirname, 'replica.fixture.ts'), ['outage:'], { REDIS_URL: redis.url }),
      startFixture(join(__dirname, 'caller.fixture.ts'), [redis.url, 'outage:'], {}),
    ]);
    running = [replica, caller];
    expect(await caller.ask({ n: 1, workMs: 0 })).toBe('answered');

    await redis.kill9();
    for (const n of [2, 3]) expect(await caller.ask({ n, workMs: 0 })).toBe('SERVICE_UNAVAILABLE');

    await redis.restart();
    let last: unknown = null;
    for (let tries = 0; tries < 20 && last !== 'answered'; tries += 1)
      last = await caller.ask({ n: 4, workMs: 0 });
    expect(last).toBe('answered');
    expect([replica.isAlive(), caller.isAlive()]).toEqual([true, true]);
  }, 40_000);

  it('end on SIGTERM also while Redis is away', async () => {
    const [replica] = running;
    await redis.kill9();
    await replica?.kill('SIGTERM');
    expect(replica?.isAlive()).toBe(false);
  }, 30_000);
});
