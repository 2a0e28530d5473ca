import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  PlacementAnswer,
  SummaryAnswer,
  WorkloadAnswer,
  WorkloadPage,
  WorkloadsAccepted,
} from '@ecobe/contracts';
import Redis from 'ioredis';
import { LONG_MINUTE, tellGrid } from './support/grid';
import { eventually } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(180_000);

const CLOCK = '2026-03-01T12:20:00.000Z';
const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSBzcGVjLCBsb25nIGVub3VnaA==';
const WORKLOADS = 300;

describe('where and when over HTTP', () => {
  let suite: TestSuite;
  let receiver: Server;
  let hook: string;
  const received: { headers: IncomingHttpHeaders; body: string }[] = [];
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/start`;
    suite = await startSuite({
      env: {
        ...{ ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_CLOCK: CLOCK },
        ...{ ECOBE_WEBHOOK_ALLOW_PRIVATE: 'true', ECOBE_WEBHOOK_SECRET: SECRET, ECOBE_CAPACITY_KW: '400' },
      },
    });
    await tellGrid(suite.redis.url, CLOCK, {
      DE: { now: 400, forecast: [400, 400, 400, 400, 100, 110, 120, 130, 140, 150, 160, 170] },
      FR: { now: 60, forecast: [60, 50, 40, 30, 20, 21, 22, 23, 24, 25, 26, 27] },
    });
    await eventually(
      () => post<PlacementAnswer>('/placements', work()),
      () => true,
    );
  });
  afterAll(async () => {
    await suite.stop();
    receiver.closeAllConnections();
    receiver.close();
  });

  const work = (change: object = {}) => ({
    ...{ durationHours: 1, powerKw: 2, homeRegion: 'DE', deadline: '2026-03-02T00:00:00Z' },
    ...change,
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${suite.url}/api/v1${path}`, init);
    return { status: answer.status, json: (await answer.json()) as { code?: string } };
  };
  const sendTo = (path: string, body: object) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const post = async <Answer>(path: string, body: object) => {
    const { status, json } = await sendTo(path, body);
    if (status >= 300) throw new Error(`${path} answers ${status}: ${JSON.stringify(json)}`);
    return json as Answer;
  };
  const get = async <Answer>(path: string) => (await ask(path)).json as Answer;

  it('places work, and refuses what cannot be', async () => {
    const answer = await post<PlacementAnswer>('/placements', work({ allowedRegions: ['FR'] }));
    expect(answer).toMatchObject({
      region: 'FR',
      startAt: '2026-03-01T16:00:00.000Z',
      estimatedCO2: 40,
      avoidedCO2: 760,
    });
    const codes = async (path: string, change: object) => {
      const { status, json } = await sendTo(path, work(change));
      return [status, json.code];
    };
    expect(await codes('/placements', { durationHours: 1e6 })).toEqual([400, 'INVALID_INPUT']);
    expect(await codes('/placements', { powerKw: 0 })).toEqual([400, 'INVALID_INPUT']);
    expect(await codes('/placements', { powerKw: -1 })).toEqual([400, 'INVALID_INPUT']);
    expect(await codes('/placements', { deadline: '2026-03-01T13:00:00Z' })).toEqual([
      422,
      'DEADLINE_TOO_SOON',
    ]);
    expect(await codes('/placements', { homeRegion: 'ES' })).toEqual([422, 'NO_FEASIBLE_REGION']);
    expect(await codes('/workloads', { webhookUrl: 'file:///etc/passwd' })).toEqual([
      400,
      'INVALID_WEBHOOK_URL',
    ]);
    expect(await codes('/workloads', { color: 'red' })).toEqual([400, 'INVALID_INPUT']);
    expect((await ask('/workloads/019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d')).json.code).toBe(
      'WORKLOAD_NOT_FOUND',
    );
  });

  it('starts work at once where there is no slack, by a webhook that the receiver can verify', async () => {
    const soon = work({ deadline: '2026-03-01T13:21:00Z', webhookUrl: hook });
    const { workloads } = await post<WorkloadsAccepted>('/workloads', soon);
    const id = workloads[0]?.workloadId ?? '';
    await eventually(
      () => get<WorkloadAnswer>(`/workloads/${id}`),
      ({ status }) => status === 'dispatched',
    );
    const [{ headers, body } = { headers: {}, body: '' }] = received.splice(0);
    expect(headers['webhook-id']).toBe(id);
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    const signed = `${id}.${String(headers['webhook-timestamp'])}.${body}`;
    const signature = createHmac('sha256', key).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
    const done = await post<WorkloadAnswer>(`/workloads/${id}/complete`, { energyKwh: 1.5 });
    expect(done.status).toBe('completed');
    const summary = await get<SummaryAnswer>(
      '/analytics/summary?from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z',
    );
    expect(summary.workloadsOptimized).toMatchObject({ count: 1, byStatus: { completed: 1 } });
    expect(summary.totalCarbonSaved.settled).toMatchObject({ avoidedCO2: null, count: 0 });
    expect(summary.forecastAccuracy).toMatchObject({ mapePercent: null, zones: ['DE'] });
  });

  it('loses nothing and tells nothing twice under different keys, whatever dies while work waits', async () => {
    const batch = Array.from({ length: WORKLOADS }, (_, i) =>
      work({ externalId: `w-${i}`, webhookUrl: hook, durationHours: 0.25 }),
    );
    const { batchId, workloads } = await post<WorkloadsAccepted>('/workloads', { workloads: batch });
    // Killed as soon as it has promised, planned or not.
    await suite.kill9();
    const redis = new Redis(suite.redis.url);
    await redis.flushall();
    await redis.quit();
    await suite.restart();
    // The grid is told again, as ingestion and forecasting would.
    await tellGrid(suite.redis.url, CLOCK, {
      DE: { now: 400, forecast: [400, 400, 400, 400, 100, 110, 120, 130, 140, 150, 160, 170] },
    });
    const planned = await eventually(
      () => get<WorkloadPage>(`/workloads?batchId=${batchId}&status=planned&limit=200`),
      ({ nextCursor, items }) => nextCursor !== null && items.length === 200,
      60_000,
    );
    const starts = new Set(planned.items.map(({ startAt }) => startAt));
    // The quarters of the best hour are equally good: they are shared out.
    expect(starts.size).toBe(4);
    await suite.kill9();
    await suite.restart({ ECOBE_CLOCK: '2026-03-01T23:30:00.000Z' });
    await eventually(
      () => get<WorkloadPage>(`/workloads?batchId=${batchId}&status=dispatched&limit=200`),
      ({ nextCursor }) => nextCursor !== null,
      60_000,
    );
    await eventually(
      () => Promise.resolve(new Set(received.map(({ headers }) => headers['webhook-id'])).size),
      (size) => size === WORKLOADS,
    );
    const keys = new Set(received.map(({ headers }) => headers['webhook-id']));
    expect([...keys].sort()).toEqual(workloads.map(({ workloadId }) => workloadId).sort());
  });

  it('starts work at its time although Redis is gone', async () => {
    const clock = '2026-03-03T12:20:00.000Z';
    // A quarter of an hour takes fifteen seconds.
    await suite.restart({
      ECOBE_CLOCK: clock,
      ECOBE_CLOCK_SPEED: '60',
      ECOBE_SIMULATION: 'only',
      ECOBE_TRAINING: 'off',
    });
    const startedMs = Date.now();
    const inMinutes = (minutes: number) =>
      new Date(Date.parse(clock) + (Date.now() - startedMs) * 60 + minutes * 60_000).toISOString();
    const { workloads } = await eventually(
      () => post<WorkloadsAccepted>('/workloads', work({ deadline: inMinutes(100), webhookUrl: hook })),
      () => true,
      90_000,
    );
    const id = workloads[0]?.workloadId ?? '';
    await eventually(
      () => get<WorkloadAnswer>(`/workloads/${id}`),
      ({ plan }) => plan !== null,
    );
    await suite.redis.kill9();
    await eventually(
      () => Promise.resolve(received.filter(({ headers }) => headers['webhook-id'] === id).length),
      (count) => count === 1,
      60_000,
    );
    await suite.redis.restart();
    await eventually(
      () => get<WorkloadAnswer>(`/workloads/${id}`),
      ({ status }) => status === 'dispatched',
      60_000,
    );
  });
});
