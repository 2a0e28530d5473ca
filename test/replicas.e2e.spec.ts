import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Redis from 'ioredis';
import { Client } from 'pg';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const STREAM = 'ecobe:rpc:routing';
const GROUP = 'workers';
const REQUESTS = 200;
const routingMain = path.resolve(__dirname, '../dist/apps/routing/src/main.js');

describe('two replicas of routing', () => {
  let suite: TestSuite;
  let replica: ChildProcess;
  let database: Client;
  let redis: Redis;
  beforeAll(async () => {
    suite = await startSuite();
    redis = new Redis(suite.redis.url);
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
    replica = spawn(process.execPath, [routingMain], {
      env: {
        ...process.env,
        LOG_LEVEL: 'silent',
        DATABASE_URL: suite.databaseUrl,
        REDIS_URL: suite.redis.url,
      },
      stdio: 'ignore',
    });
    // Redis lists a consumer once it has been handed something
    await until(async () => {
      await Promise.all(Array.from({ length: 8 }, route));
      return replicaIn(await consumers()) !== undefined;
    });
  });
  afterAll(async () => {
    replica.kill('SIGKILL');
    await redis.quit();
    await database.end();
    await suite.stop();
  });

  const until = async (isSo: () => Promise<boolean>) => {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (await isSo()) return;
      await sleep(100);
    }
    throw new Error('waited half a minute in vain');
  };
  const consumers = async () => {
    const rows = (await redis.xinfo('CONSUMERS', STREAM, GROUP).catch(() => [])) as unknown[][];
    return rows.map((row) => ({ name: String(row[1]), pending: Number(row[3]) }));
  };
  const replicaIn = (all: { name: string; pending: number }[]) =>
    all.find(({ name }) => name.includes(`-${String(replica.pid)}-`));
  const route = () =>
    fetch(`${suite.url}/api/v1/route/green`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ preferredRegions: ['FR', 'PL', 'SE-SE3'], maxCarbonGPerKwh: 2000 }),
    });
  const decisionCount = async () => {
    const { rows } = await database.query<{ count: string }>('SELECT count(*) FROM routing.routing_decision');
    return Number(rows[0]?.count);
  };

  /** Sends them all at once. @returns the distinct decisions that came back. */
  const routeMany = async () => {
    const answers = await Promise.all(Array.from({ length: REQUESTS }, route));
    expect(answers.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { decisionId: string }[];
    return new Set(bodies.map(({ decisionId }) => decisionId)).size;
  };

  it('execute 200 requests 200 times', async () => {
    const before = await decisionCount();
    expect(await routeMany()).toBe(REQUESTS);
    expect(await decisionCount()).toBe(before + REQUESTS);
  });

  it('lose none when one is killed with requests in its hands', async () => {
    const before = await decisionCount();
    // a replica that stands still is still handed requests by Redis, so its death surely takes some along
    replica.kill('SIGSTOP');
    const answered = routeMany();
    await until(async () => (replicaIn(await consumers())?.pending ?? 0) > 0);
    const gone = once(replica, 'exit');
    replica.kill('SIGKILL');
    await gone;
    expect(await answered).toBe(REQUESTS);
    expect(await decisionCount()).toBe(before + REQUESTS);
  });
});
