import { setTimeout as sleep } from 'node:timers/promises';
import { toIso } from '@ecobe/carbon';
import type { BatchAnswer, SummaryAnswer, WorkloadsAccepted } from '@ecobe/contracts';
import Redis from 'ioredis';
import { Client } from 'pg';
import { DekesStandin } from '../dekes-standin/dekes-standin';
import { startServices } from './services';
import type { ServiceName } from './services';
import { startWorkReceiver } from './work-receiver';

const KEY = 'dekes-key-of-the-spec';
const SECRET = 'a secret of the spec, long enough';
/** Answers so late that a process that is killed takes some messages along, whose answers nobody sees. */
const ANSWERS_AFTER_MS = 200;
const TAKEN_LIMIT_MS = 120_000;
/** Long enough that the command is out, short enough that it is not answered. */
const UNDER_WAY_MS = 30;

export interface UnderFire {
  readonly services: readonly ServiceName[];
  /** Where the suite's clock stands at the start. */
  readonly clockMs: number;
  readonly speed: number;
  readonly env?: Record<string, string>;
}

interface Row {
  status: string;
  dispatched_at: Date | null;
  last_start_at: Date;
}

/** Services, the machine of a caller, a DEKES, and a client that asks again with the same key until it is answered. */
export async function openUnderFire({ services: names, clockMs, speed, env }: UnderFire) {
  const receiver = await startWorkReceiver(ANSWERS_AFTER_MS);
  const dekes = new DekesStandin({ apiKey: KEY, webhookSecret: 'event-key', callbackSecret: SECRET });
  const dekesUrl = await dekes.start();
  const startedMs = Date.now();
  const services = await startServices(names, {
    ...{ ECOBE_CLOCK: toIso(clockMs), ECOBE_CLOCK_SPEED: String(speed) },
    ...{ ECOBE_CLOCK_STARTED_AT_MS: String(startedMs), ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' },
    ...{ ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true', ECOBE_WEBHOOK_SECRET: SECRET },
    ...{ DEKES_API_URL: dekesUrl, DEKES_API_KEY: KEY, DEKES_WEBHOOK_SECRET: 'event-key', ...env },
  });
  const database = new Client({ connectionString: services.databaseUrl });
  await database.connect();
  dekes.completeAt(services.url);

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${services.url}/api/v1${path}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...init.headers },
      signal: AbortSignal.timeout(20_000),
    });
  /** As a careful client does it: whatever becomes of the connection, the same again under the same key. */
  const untilTaken = async <Answer>(path: string, body: object, key: string): Promise<Answer> => {
    const init = { method: 'POST', body: JSON.stringify(body), headers: { 'idempotency-key': key } };
    for (const deadlineMs = Date.now() + TAKEN_LIMIT_MS; ; await sleep(200)) {
      const answer = await ask(path, init).catch(() => null);
      if (answer?.ok) return (await answer.json()) as Answer;
      const refusal = answer === null ? 'no answer' : await answer.text();
      const isForGood = answer !== null && answer.status < 500;
      if (isForGood || Date.now() > deadlineMs) throw new Error(`${path} is not taken: ${refusal}`);
    }
  };
  /** Sends a command, kills a service while it is under way, and brings the command through all the same. */
  const sendAndKill = async <Answer>(path: string, body: object, key: string, victim: ServiceName) => {
    const taken = untilTaken<Answer>(path, body, key);
    await sleep(UNDER_WAY_MS);
    await services.crash(victim);
    return taken;
  };
  return {
    ...{ services, receiver, dekes, dekesUrl, untilTaken },
    nowMs: () => clockMs + (Date.now() - startedMs) * speed,
    get: async <Answer>(path: string) => {
      const answer = await ask(path);
      if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Answer;
    },
    accept: (workloads: object[], victim: ServiceName) =>
      sendAndKill<WorkloadsAccepted>('/workloads', { workloads }, 'chaos-workloads', victim),
    schedule: (batch: object, victim: ServiceName) =>
      sendAndKill<BatchAnswer>('/dekes/schedule', batch, 'chaos-queries', victim),
    forgetRedis: async () => {
      const redis = new Redis(services.redis.url);
      await redis.flushall();
      await redis.quit();
    },
    killRedis: async () => {
      await services.redis.kill9();
      await services.redis.restart();
    },
    rows: async () => (await database.query<Row>('SELECT * FROM routing.workload')).rows,
    count: async (sql: string) => {
      const { rows } = await database.query<{ count: string }>(`SELECT count(*) FROM ${sql}`);
      return Number(rows[0]?.count);
    },
    summary: async (fromMs: number, toMs: number) => {
      const answer = await ask(`/analytics/summary?from=${toIso(fromMs)}&to=${toIso(toMs)}`);
      return (await answer.json()) as SummaryAnswer;
    },
    stop: async () => {
      await database.end();
      await services.stop();
      await dekes.stop();
      receiver.close();
    },
  };
}

export type WorkUnderFire = Awaited<ReturnType<typeof openUnderFire>>;
