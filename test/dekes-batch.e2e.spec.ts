import type {
  BatchAnswer,
  DekesAnalyticsAnswer,
  DekesWorkloadAnswer,
  DekesWorkloadPage,
} from '@ecobe/contracts';
import { Client } from 'pg';
import { DekesStandin } from './support/dekes-standin/dekes-standin';
import { eventually } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(240_000);

const KEY = 'dekes-key-of-the-spec';
const CALLBACK_SECRET = 'a secret of 24 characters and more';
const QUERIES = 50;
const SPEED = 600;
const START = '2026-03-01T12:20:00.000Z';
const HOUR_MS = 3_600_000;

interface History {
  points: { validAt: string; carbonIntensity: number }[];
}

/** A suite whose hours last six seconds, and a DEKES beside it that runs what it is sent and reports back. */
describe('a batch of DEKES from acceptance to settlement', () => {
  let suite: TestSuite;
  let standin: DekesStandin;
  let database: Client;
  let standinUrl: string;
  let batch: BatchAnswer;

  const get = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(`${suite.url}/api/v1${path}`, { headers: { authorization: `Bearer ${KEY}` } });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const workloads = async () => (await get<DekesWorkloadPage>('/dekes/workloads?limit=200')).items;
  const ofBatch = async (): Promise<DekesWorkloadAnswer[]> =>
    (await workloads()).filter(({ batchId }) => batchId === batch.batchId);
  const untilThen = <Answer>(ask: () => Promise<Answer>, isWanted: (answer: Answer) => boolean) =>
    eventually(ask, isWanted, 150_000);

  beforeAll(async () => {
    standin = new DekesStandin({ apiKey: KEY, webhookSecret: 'event-key', callbackSecret: CALLBACK_SECRET });
    standinUrl = await standin.start();
    suite = await startSuite({
      env: {
        ...{ ECOBE_CLOCK: START, ECOBE_CLOCK_SPEED: String(SPEED), ECOBE_TRAINING: 'off' },
        ...{ ECOBE_CLOCK_STARTED_AT_MS: String(Date.now()), ECOBE_SIMULATION: 'only' },
        ...{ DEKES_API_URL: standinUrl, DEKES_API_KEY: KEY, DEKES_WEBHOOK_SECRET: 'event-key' },
        ...{ ECOBE_WEBHOOK_SECRET: CALLBACK_SECRET, ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true' },
      },
    });
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await suite.stop();
    await standin.stop();
  });

  it('is accepted and planned over the forecast', async () => {
    await untilThen(
      () => get<{ points: unknown[] }>('/forecasts/DE?horizonHours=24'),
      ({ points }) => points.length > 0,
    );
    standin.completeAt(suite.url);
    const queries = Array.from({ length: QUERIES }, (_, n) => ({
      id: `q-${n}`,
      query: 'leads',
      estimatedResults: 100 + n * 20,
    }));
    const answer = await fetch(`${suite.url}/api/v1/dekes/schedule`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({
        queries,
        regions: ['DE', 'FR', 'PL'],
        lookAheadHours: 6,
        callbackUrl: `${standinUrl}/hooks/queries`,
      }),
    });
    expect(answer.status).toBe(202);
    batch = (await answer.json()) as BatchAnswer;
    expect(batch.queries).toHaveLength(QUERIES);
    expect(batch.totalEstimatedCO2).toBeLessThan(batch.totalBaselineCO2 ?? NaN);
  });

  it('is dispatched whole although the suite is killed meanwhile, each query under one key', async () => {
    await suite.kill9();
    standin.completeAt(await suite.restart());
    await untilThen(
      () => Promise.resolve(standin.seen.dispatched.length),
      (count) => count >= QUERIES,
    );
    const keys = standin.seen.dispatched.map(({ webhookId }) => webhookId).sort();
    expect(keys).toEqual(batch.queries.map(({ decisionId }) => decisionId).sort());
    expect(standin.seen.refused.filter(({ path }) => path.startsWith('/hooks'))).toEqual([]);
  });

  it('is settled from observations, reported to DEKES once each, and summed as the observations say', async () => {
    // whose end could not be told while the suite was down is settled by its plan, and again once its end is told
    const settled = await untilThen(ofBatch, (runs) =>
      runs.every(({ settlement }) => settlement?.energyQuality === 'reported-duration'),
    );
    expect(settled).toHaveLength(QUERIES);
    await untilThen(
      () => Promise.resolve(standin.seen.reports.length),
      (count) => count >= QUERIES,
    );
    const reported = standin.seen.reports.map(({ queryId }) => queryId).sort();
    expect(reported).toEqual(settled.map(({ queryId }) => queryId).sort());

    for (const { settlement, decisionId } of settled) {
      const { rows } = await database.query<Run>(RAW_RUN, [decisionId]);
      const [run] = rows;
      if (run === undefined || settlement === null) throw new Error(`${decisionId} has no run`);
      const itKwh = ((run.run_minutes / 60) * 2 * 2.12) / 1000 + (run.results * 9.76) / 3.6e6;
      const endMs = run.completed_at.getTime();
      const actual = await meanObserved(run.execution_zone, endMs - run.run_minutes * 60_000, endMs);
      const homeMs = run.home_start_ms;
      const home = await meanObserved(run.home_zone, homeMs, homeMs + run.run_minutes * 60_000);
      expect(settlement.actualCO2).toBeCloseTo(itKwh * 1.2 * actual, 4);
      expect(settlement.baselineCO2).toBeCloseTo(itKwh * 1.2 * home, 4);
    }
    const analytics = await get<DekesAnalyticsAnswer>('/dekes/analytics');
    const avoided = settled.reduce((sum, { settlement }) => sum + (settlement?.avoidedCO2 ?? NaN), 0);
    expect(analytics.totalCO2Saved).toBeCloseTo(avoided, 3);
    expect(analytics.method.settled.workloads).toBe(QUERIES);
  });

  interface Run {
    run_minutes: number;
    completed_at: Date;
    execution_zone: string;
    results: number;
    home_zone: string;
    home_start_ms: number;
  }
  const RAW_RUN = `
    SELECT run_minutes, completed_at, coalesce(execution_zone, zone) AS execution_zone, (run ->> 'results')::float8 AS results,
      baseline ->> 'zone' AS home_zone, (baseline ->> 'startMs')::float8 AS home_start_ms
    FROM dekes.dekes_workload WHERE id = $1`;

  /** By time over the hours of the public history, gCO2eq/kWh. */
  async function meanObserved(zone: string, startMs: number, endMs: number): Promise<number> {
    const from = Math.floor(startMs / HOUR_MS) * HOUR_MS;
    const until = Math.ceil(endMs / HOUR_MS) * HOUR_MS;
    const span = `start=${new Date(from).toISOString()}&end=${new Date(until).toISOString()}`;
    const { points } = await get<History>(`/zones/${zone}/carbon-intensity/history?${span}`);
    let [sum, coveredMs] = [0, 0];
    for (const { validAt, carbonIntensity } of points) {
      const hourMs = Date.parse(validAt);
      const partMs = Math.min(endMs, hourMs + HOUR_MS) - Math.max(startMs, hourMs);
      sum += carbonIntensity * partMs;
      coveredMs += partMs;
    }
    expect(coveredMs).toBe(endMs - startMs);
    return sum / coveredMs;
  }
});
