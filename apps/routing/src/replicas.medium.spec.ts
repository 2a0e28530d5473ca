import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROUTE_GREEN, healthOf } from '@ecobe/contracts';
import type { RouteGreenAnswer } from '@ecobe/contracts';
import { MessagingModule, RpcCaller } from '@ecobe/messaging';
import { PlatformModule, SETTINGS, loadSettings } from '@ecobe/platform';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import { Client } from 'pg';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { tellGrid } from '../../../test/support/grid';
import { startRedis } from '../../../test/support/redis';
import type { TestRedis } from '../../../test/support/redis';

jest.setTimeout(120_000);

const main = path.resolve(__dirname, '../../../dist/apps/routing/src/main.js');
const CLOCK = '2026-03-01T12:20:00.000Z';
const REQUESTS = 200;
const TIMEOUT_MS = 60_000;

/** Two real processes of the built service on one database and one Redis. */
describe('two replicas of routing', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let client: Client;
  let gateway: TestingModule;
  let services: RpcCaller;
  const replicas: ChildProcess[] = [];

  const startReplica = async () => {
    const env = {
      ...process.env,
      ...{ DATABASE_URL: database.url, REDIS_URL: redis.url, ECOBE_CLOCK: CLOCK, LOG_LEVEL: 'info' },
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    replicas.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        if (String(chunk).includes('service is up')) resolve();
      });
      child.once('exit', (code) => {
        reject(new Error(`a replica ended with ${String(code)} before it was up`));
      });
    });
  };

  beforeAll(async () => {
    [database, redis] = await Promise.all([createTestDatabase(), startRedis()]);
    await tellGrid(redis.url, CLOCK, { FR: { now: 33 }, DE: { now: 342 } });
    gateway = await Test.createTestingModule({ imports: [PlatformModule, MessagingModule.forRoot()] })
      .overrideProvider(SETTINGS)
      .useValue(loadSettings({ REDIS_URL: redis.url, ECOBE_CLOCK: CLOCK }))
      .compile();
    services = gateway.get(RpcCaller);
    client = new Client({ connectionString: database.url });
    await client.connect();
    await Promise.all([startReplica(), startReplica()]);
    await services.call(healthOf('routing'), {}, { timeoutMs: TIMEOUT_MS });
  });
  afterAll(async () => {
    await client.end();
    await gateway.close();
    for (const child of replicas.filter(({ exitCode, signalCode }) => (exitCode ?? signalCode) === null)) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await redis.stop();
    await database.drop();
  });

  const ask = async (idempotencyKey: string): Promise<RouteGreenAnswer> => {
    const request = { preferredRegions: ['FR', 'DE'] };
    const { json } = await services.call(ROUTE_GREEN, request, { idempotencyKey, timeoutMs: TIMEOUT_MS });
    return JSON.parse(json) as RouteGreenAnswer;
  };
  const askMany = (name: string) =>
    Promise.all(Array.from({ length: REQUESTS }, (_, n) => ask(`${name}-${n}`)));
  const idsUnder = async (name: string) => {
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM routing.routing_decision WHERE idempotency_key LIKE $1',
      [`${name}-%`],
    );
    return rows.map(({ id }) => id).sort();
  };

  it(`execute ${REQUESTS} requests ${REQUESTS} times`, async () => {
    const answers = await askMany('both');
    expect(await idsUnder('both')).toEqual(answers.map(({ decisionId }) => decisionId).sort());
    expect(new Set(answers.map(({ selectedRegion }) => selectedRegion))).toEqual(new Set(['FR']));
  });

  it('lose none and decide none twice when one is killed in flight', async () => {
    const asked = askMany('killed');
    while ((await idsUnder('killed')).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    replicas[0]?.kill('SIGKILL');
    const answers = await asked;
    expect(await idsUnder('killed')).toEqual(answers.map(({ decisionId }) => decisionId).sort());
    expect(answers).toHaveLength(REQUESTS);
  });
});
