import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS } from '@ecobe/carbon';
import type { BatchAnswer, DekesWorkloadPage } from '@ecobe/contracts';
import { Client } from 'pg';
import { DekesStandin } from '../dekes-standin/dekes-standin';
import { freePort } from '../free-port';
import { eventually } from '../grid-api';
import { startSuite } from '../suite';

const KEY = 'dekes-key-of-the-spec';
const QUERIES = 20;
/** An hour lasts six seconds. */
const SPEED = 600;
/** What failed in a row is tried again after half a minute of real time. */
const LIMIT_MS = 150_000;

const queries = Array.from({ length: QUERIES }, (_, n) => ({
  ...{ id: `q-${n}`, query: 'leads', estimatedResults: 100 },
}));

export type DekesAway = Awaited<ReturnType<typeof openDekesAway>>;

/** A suite whose twenty runs have ended, a DEKES that nobody has started yet, and what is told and owed between them. */
export async function openDekesAway() {
  // Nobody listens there yet.
  const port = await freePort();
  const suite = await startSuite({
    env: {
      ...{ ECOBE_CLOCK: '2026-03-01T12:20:00.000Z', ECOBE_CLOCK_SPEED: String(SPEED) },
      ...{ ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()), ECOBE_SIMULATION: 'only', ECOBE_TRAINING: 'off' },
      ...{ DEKES_API_URL: `http://127.0.0.1:${port}`, DEKES_API_KEY: KEY },
      DEKES_WEBHOOK_SECRET: 'event-key',
    },
  });
  const database = new Client({ connectionString: suite.databaseUrl });
  await database.connect();
  const standin = new DekesStandin({ port, apiKey: KEY, webhookSecret: 'event-key', callbackSecret: '' });

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

  return {
    ...{ standin, reports },
    queryIds: queries.map(({ id }) => id).sort(),
    /** Schedules the queries and ends them all; gives the keys under which their reports are owed. */
    runAll: async (): Promise<string[]> => {
      const batch = { queries, regions: ['DE', 'FR'], lookAheadHours: 2 };
      const planned = await eventually(
        () => post<BatchAnswer>('/dekes/schedule', batch),
        () => true,
        LIMIT_MS,
      );
      for (const { decisionId } of planned.queries) {
        const run = { executionRegion: 'FR', durationMinutes: 10, status: 'success' };
        await post('/integrations/dekes/workloads/complete', { decision_id: decisionId, ...run });
      }
      return planned.queries.map(({ decisionId }) => `${decisionId}:report:1`).sort();
    },
    /** Until one of the reports says so, then for another hour; gives how all of them stand meanwhile. */
    hourOf: async (reason: RegExp): Promise<Set<string>> => {
      const waiting = await eventually(
        reports,
        (all) => all.length === QUERIES && all.some((one) => reason.test(one.reason ?? '')),
        LIMIT_MS,
      );
      await sleep(HOUR_MS / SPEED);
      return new Set(waiting.map(({ status }) => status));
    },
    /** Processes die meanwhile: what is owed is in the rows. */
    killAndStart: async (): Promise<void> => {
      await suite.kill9();
      await suite.restart();
    },
    untilAllAreThrough: () =>
      eventually(reports, (all) => all.every(({ status }) => status === 'delivered'), LIMIT_MS),
    /** Keys of all messages there ever were, and how many are still owed. */
    messages: async (): Promise<{ keys: string[]; owedCount: number }> => {
      const { rows } = await database.query<{ key: string }>(
        'SELECT key FROM dekes.dekes_message ORDER BY key',
      );
      const owed = await database.query(`SELECT FROM dekes.outbox WHERE topic = 'dekes-messages'`);
      return { keys: rows.map(({ key }) => key).sort(), owedCount: owed.rows.length };
    },
    stop: async (): Promise<void> => {
      await database.end();
      await suite.stop();
      await standin.stop();
    },
  };
}
