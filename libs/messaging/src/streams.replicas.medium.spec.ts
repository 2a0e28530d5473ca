import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '@ecobe/contracts';
import type { Redis } from 'ioredis';
import { startFixture } from '../../../test/support/processes';
import type { FixtureProcess } from '../../../test/support/processes';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';
import { EventPublisher } from './event.publisher';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys } from './redis-keys';
import { HAPPENED, WORK, executionsKey, heardKey } from './replica.contract.fixture';
import { RpcCaller } from './rpc.caller';
import { StreamsClient } from './streams.client';

const REPLICA = join(__dirname, 'replica.fixture.ts');
const LONG_MS = 20_000;
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const sorted = (texts: string[]) => texts.map(Number).sort((a, b) => a - b);

// Real processes: what holds for replicas cannot be shown inside one.
describe('replicas of a service over Redis Streams', () => {
  let redis: TestRedis;
  let probe: Redis;
  let keyPrefix: string;
  let client: StreamsClient;
  let caller: RpcCaller;
  let running: FixtureProcess[] = [];
  let specs = 0;

  const replica = async (claimIdleMs = 1_000) => {
    const started = await startFixture(REPLICA, [keyPrefix, String(claimIdleMs)], { REDIS_URL: redis.url });
    running.push(started);
    return started;
  };
  const callAll = (count: number, workMs: number) =>
    Promise.all(numbers(count).map((n) => caller.call(WORK, { n, workMs }, { timeoutMs: LONG_MS })));
  const executions = async () => sorted(await probe.lrange(executionsKey(keyPrefix), 0, -1));
  const heard = async () => sorted(await probe.lrange(heardKey(keyPrefix), 0, -1));
  const untilCount = async (count: number, read: () => Promise<number[]>) => {
    while ((await read()).length < count) await sleep(20);
  };

  beforeAll(async () => {
    redis = await startRedis();
    probe = openRedis(redis.url, 'probe');
    await untilReady(probe, 5_000);
  });

  beforeEach(async () => {
    keyPrefix = `spec${(specs += 1)}:`;
    client = new StreamsClient({ url: redis.url, keys: new RedisKeys(keyPrefix) });
    caller = new RpcCaller(client);
    await client.connect();
  });

  afterEach(async () => {
    await Promise.all(running.map((process) => process.kill('SIGKILL')));
    running = [];
    await client.close();
  });

  afterAll(async () => {
    await closeRedis(probe);
    await redis.stop();
  });

  it('execute 200 requests 200 times, and 50 events 50 times', async () => {
    await Promise.all([replica(), replica()]);
    // long enough that a replica which the machine lets wait still gets its turn: one holds 64 at a time
    const answers = await callAll(200, 300);
    expect(answers.map(({ n }) => n)).toEqual(numbers(200));
    expect(new Set(answers.map(({ pid }) => pid)).size).toBe(2);
    expect(await executions()).toEqual(numbers(200));

    const publisher = new EventPublisher(client);
    await Promise.all(numbers(50).map((n) => publisher.emit(HAPPENED, { n })));
    await untilCount(50, heard);
    await sleep(1_500); // longer than a takeover would need
    expect(await heard()).toEqual(numbers(50));
  }, 30_000);

  it('answer what was sent before they started, and drop what nobody waits for any more', async () => {
    const expired = caller.call(WORK, { n: 99, workMs: 0 }, { timeoutMs: 300 });
    await expect(expired).rejects.toMatchObject({
      problem: { status: 503, code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 },
    });
    await expect(expired).rejects.toBeInstanceOf(ProblemError);
    const publisher = new EventPublisher(client);
    await Promise.all(numbers(20).map((n) => publisher.emit(HAPPENED, { n })));
    const waiting = callAll(3, 0);
    await replica();
    expect((await waiting).map(({ n }) => n)).toEqual([0, 1, 2]);
    await untilCount(20, heard);
    expect(await heard()).toEqual(numbers(20));
    expect(await executions()).toEqual([0, 1, 2]);
  }, 30_000);

  it('take over what a killed replica had in flight', async () => {
    const victim = await replica();
    const answers = callAll(20, 3_000);
    await untilCount(20, executions);
    await victim.kill('SIGKILL');
    const heir = await replica();
    for (const answer of await answers) expect(answer).toMatchObject({ pid: heir.pid, attempt: 2 });
  }, 40_000);

  it('run a handler that is slower than the takeover time only once', async () => {
    await Promise.all([replica(600), replica(600)]);
    const [answer] = await callAll(1, 3_000);
    expect(answer).toMatchObject({ n: 0, attempt: 1 });
    expect(await executions()).toEqual([0]);
  }, 30_000);

  it('are restarted one after the other under load without a failed call', async () => {
    let [first, second] = await Promise.all([replica(), replica()]);
    let isLoaded = true;
    const results: string[] = [];
    const load = numbers(8).map(async (lane) => {
      while (isLoaded) {
        const call = caller.call(WORK, { n: lane, workMs: 5 });
        results.push(await call.then(String, (error: unknown) => `failed: ${String(error)}`));
      }
    });
    await first.kill('SIGTERM');
    first = await replica();
    await second.kill('SIGTERM');
    second = await replica();
    isLoaded = false;
    await Promise.all(load);
    expect(results.filter((result) => result.startsWith('failed'))).toEqual([]);
    expect((await executions()).length).toBe(results.length);
    expect(results.length).toBeGreaterThan(8);
    const consumers = (await probe.xinfo('CONSUMERS', `${keyPrefix}rpc:replica`, 'workers')) as string[][];
    const gone = consumers.filter(
      ([, name = '']) => ![first, second].some(({ pid }) => name.includes(`-${pid}-`)),
    );
    expect(gone).toEqual([]);
  }, 40_000);
});
