import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS } from '@ecobe/carbon';
import type { BatchAnswer, DekesWorkloadPage } from '@ecobe/contracts';
import { Client } from 'pg';
import { DekesStandin } from './support/dekes-standin/dekes-standin';
import { freePort } from './support/free-port';
import { eventually } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(420_000);

const KEY = 'dekes-key-of-the-spec';
const QUERIES = 20;
/** An hour lasts six seconds. */
const SPEED = 600;
/** What failed in a row is tried again after half a minute of real time. */
const LIMIT_MS = 150_000;

interface MessageRow {
  key: string;
  workload_id: string;
  status: string;
}

describe('a DEKES that is away for hours', () => {
  let suite: TestSuite;
  let database: Client;
  let port: number;
  let standin: DekesStandin | null = null;
  beforeAll(async () => {
    // Nobody listens there yet.
    port = await freePort();
    suite = await startSuite({
      env: {
        ...{
          ECOBE_CLOCK: '2026-03-01T12:20:00.000Z',
          ECOBE_CLOCK_SPEED: String(SPEED),
          ECOBE_TRAINING: 'off',
        },
        ...{ ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()), ECOBE_SIMULATION: 'only' },
        ...{ DEKES_API_URL: `http://127.0.0.1:${port}`, DEKES_API_KEY: KEY },
        DEKES_WEBHOOK_SECRET: 'event-key',
      },
    });
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await suite.stop();
    await standin?.stop();
  });

  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const post = async <Answer>(path: string, body: object) => {
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${suite.url}/api/v1${path}`, init);
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const reports = async () => {
    const answer = await fetch(`${suite.url}/api/v1/dekes/workloads?limit=200`, { headers });
    const { items } = (await answer.json()) as DekesWorkloadPage;
    return items.flatMap(({ deliveries }) => deliveries).filter(({ kind }) => kind === 'report');
  };
  /** Until one of the reports, none of which is through, says so; then for another hour. */
  const hourOf = async (reason: RegExp) => {
    const waiting = await eventually(
      reports,
      (all) => all.length === QUERIES && all.some((one) => reason.test(one.reason ?? '')),
      LIMIT_MS,
    );
    expect(waiting.map(({ status }) => status)).toEqual(Array<string>(QUERIES).fill('waiting'));
    await sleep(HOUR_MS / SPEED);
  };
  /** Processes die meanwhile: what is owed is in the rows. */
  const killAndStart = async () => {
    await suite.kill9();
    await suite.restart();
  };

  it('hears of every run once it is back, each under one key, whatever it did meanwhile', async () => {
    const queries = Array.from({ length: QUERIES }, (_, n) => ({
      ...{ id: `q-${n}`, query: 'leads', estimatedResults: 100 },
    }));
    const batch = await eventually(
      () => post<BatchAnswer>('/dekes/schedule', { queries, regions: ['DE', 'FR'], lookAheadHours: 2 }),
      () => true,
      LIMIT_MS,
    );
    for (const { decisionId } of batch.queries) {
      const run = { executionRegion: 'FR', durationMinutes: 10, status: 'success' };
      await post('/integrations/dekes/workloads/complete', { decision_id: decisionId, ...run });
    }
    await hourOf(/cannot be reached \(ECONNREFUSED\)/);
    standin = new DekesStandin({ port, apiKey: KEY, webhookSecret: 'event-key', callbackSecret: '' });
    standin.fail({ mode: 'status', status: 500 });
    await standin.start();
    await killAndStart();
    await hourOf(/answered 500/);
    standin.fail({ mode: 'garbage' });
    await killAndStart();
    await hourOf(/something else than documented/);
    const { seen } = standin;
    expect([seen.calls > 0, seen.reports]).toEqual([true, []]);

    standin.fail(null);
    await killAndStart();
    const allThrough = await eventually(
      reports,
      (all) => all.every(({ status }) => status === 'delivered'),
      LIMIT_MS,
    );
    expect(allThrough).toHaveLength(QUERIES);
    expect(seen.reports.map(({ queryId }) => queryId).sort()).toEqual(queries.map(({ id }) => id).sort());
    const { rows } = await database.query<MessageRow>(
      'SELECT key, workload_id, status FROM dekes.dekes_message ORDER BY key',
    );
    const keys = batch.queries.map(({ decisionId }) => `${decisionId}:report:1`).sort();
    expect(rows.map(({ key }) => key).sort()).toEqual(keys);
    const { rows: owed } = await database.query('SELECT FROM dekes.outbox WHERE topic = $1', [
      'dekes-messages',
    ]);
    expect(owed).toEqual([]);
  });
});
