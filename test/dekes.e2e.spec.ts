import type {
  BatchAnswer,
  DekesAnalyticsAnswer,
  DekesWorkloadPage,
  OptimizeQueryAnswer,
  RouteRunAnswer,
} from '@ecobe/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { LONG_MINUTE, tellGrid } from './support/grid';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const CLOCK = '2026-03-01T12:20:00.000Z';
const KEY = 'dekes-key-of-the-spec';
const DAY = Array<number>(48).fill(300);

/** As the clients of DEKES send and read them. */
const QUERY = { id: 'query_123', query: 'sustainable tech companies', estimatedResults: 500 };
const OPTIMIZE = { query: QUERY, carbonBudget: 10_000, regions: ['US-CAL-CISO', 'FR', 'DE'] };
const INTEGRATED_ROUTE = {
  organizationId: 'org_1',
  source: 'DEKES',
  workloadType: 'web_discovery_task',
  candidateRegions: ['us-east-1', 'us-west-2', 'eu-west-1'],
  durationMinutes: 30,
  delayToleranceMinutes: 240,
};
const BARE_ROUTE = {
  organizationId: 'org_1',
  source: 'DEKES',
  workloadType: 'lead_generation_batch',
  candidateRegions: ['us-east-1', 'us-west-2', 'eu-west-1'],
};

describe('DEKES over HTTP', () => {
  let suite: TestSuite;

  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${suite.url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${KEY}`, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
  };
  const post = async <Answer>(
    path: string,
    body: object,
    headers?: Record<string, string>,
  ): Promise<Answer> => {
    const answer = await call('POST', path, body, headers);
    expect([path, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([
      path,
      expect.any(Number),
      '',
    ]);
    return answer.body as Answer;
  };
  const get = async <Answer>(path: string) => (await call('GET', path)).body as Answer;

  beforeAll(async () => {
    suite = await startSuite({
      env: { ECOBE_CLOCK: CLOCK, ...LONG_MINUTE, ECOBE_SIMULATION: 'off', DEKES_API_KEY: KEY },
    });
    await tellGrid(suite.redis.url, CLOCK, {
      FR: { now: 33, forecast: [33, 33, 20, ...DAY] },
      DE: { now: 342, forecast: [342, ...DAY] },
      'US-CAL-CISO': { now: 208, quality: 'simulated' },
      'US-MIDA-PJM': { now: 380, forecast: [380, ...DAY] },
      'US-NW-PACW': { now: 250, forecast: [250, 250, 60, ...DAY] },
      IE: { now: 280, forecast: [280, ...DAY] },
    });
    for (let tries = 0; tries < 200; tries += 1) {
      if (
        (await call('POST', '/dekes/optimize', { query: { ...QUERY, id: 'warm' }, regions: ['FR'] }))
          .status === 200
      )
        break;
      await sleep(50);
    }
  });
  afterAll(() => suite.stop());

  it('optimises the query of the product brief, with keys of ours beside those that the client reads', async () => {
    const answer = await post<OptimizeQueryAnswer>('/dekes/optimize', OPTIMIZE);
    expect(answer).toMatchObject({ selectedRegion: 'FR', queryId: 'query_123', withinBudget: true });
    expect(answer).not.toHaveProperty('scheduledTime');
    // 500 results: 0.00206222 kWh of computers; a bare zone has a PUE of 1.2
    expect(answer.estimatedCO2).toBeCloseTo(0.00206222 * 1.2 * 33, 6);
    expect(answer.warnings.map(({ code }) => code)).toEqual(['SIMULATED_AND_REAL_COMPARED']);
  });

  it('takes the default regions, and a clean hour where now would break the budget', async () => {
    const answer = await post<OptimizeQueryAnswer>('/dekes/optimize', { query: QUERY, carbonBudget: 0.06 });
    expect(answer).toMatchObject({
      selectedRegion: 'FR',
      scheduledTime: '2026-03-01T14:00:00.000Z',
      withinBudget: true,
    });
    const tight = await post<OptimizeQueryAnswer>('/dekes/optimize', { query: QUERY, carbonBudget: 0 });
    expect(tight.withinBudget).toBe(false);
  });

  it('routes the run of one client, delayed within its tolerance', async () => {
    const answer = await post<RouteRunAnswer>('/integrations/dekes/route', INTEGRATED_ROUTE);
    expect(answer).toMatchObject({
      decisionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      action: 'delay',
      selectedRegion: 'us-west-2',
      predicted_clean_window: { expected_minutes: 100, region: 'us-west-2' },
      qualityTier: 'medium',
    });
    expect(typeof answer.carbonDelta).toBe('number');
    expect(Number.isNaN(Date.parse(answer.timestamp))).toBe(false);
  });

  it.each(['/route', '/dekes/route'])(
    'routes the run of the other client at %s: bare names, no length',
    async (path) => {
      const answer = await post<RouteRunAnswer>(path, BARE_ROUTE);
      expect(answer).toMatchObject({ action: 'reroute', selectedRegion: 'us-west-2', qualityTier: 'high' });
      expect(answer.carbonDelta).toBeGreaterThan(0);
      expect(answer.assumptions.map(({ input }) => input)).toContain('durationMinutes');
    },
  );

  it('takes reports of its queries, and of one that was run without advice', async () => {
    await post('/dekes/report', { queryId: 'query_123', actualCO2: 0.42 });
    await post('/dekes/report', { queryId: 'never-seen', actualCO2: 1.5 });
    const { items } = await get<DekesWorkloadPage>('/dekes/workloads?limit=200');
    expect(items.find(({ queryId, kind }) => queryId === 'never-seen' && kind === 'report')).toMatchObject({
      reportedCO2: 1.5,
      selectedRegion: null,
      settlement: null,
    });
    expect(items.find(({ queryId }) => queryId === 'query_123')).toMatchObject({
      reportedCO2: 0.42,
      status: 'reported',
    });
  });

  it('takes the end of a run once, and refuses other figures for it', async () => {
    const { decisionId } = await post<RouteRunAnswer>('/integrations/dekes/route', INTEGRATED_ROUTE);
    const end = {
      decision_id: decisionId,
      executionRegion: 'us-west-2',
      durationMinutes: 28,
      status: 'success',
    };
    await post('/integrations/dekes/workloads/complete', end);
    await post('/integrations/dekes/workloads/complete', end);
    const other = await call('POST', '/integrations/dekes/workloads/complete', {
      ...end,
      durationMinutes: 40,
    });
    expect(other).toMatchObject({ status: 409, body: { code: 'ALREADY_COMPLETED' } });
    const unknown = { ...end, decision_id: '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d' };
    expect((await call('POST', '/integrations/dekes/workloads/complete', unknown)).status).toBe(404);
  });

  it('gives analytics that the guard of the client accepts', async () => {
    const answer = await get<DekesAnalyticsAnswer>('/dekes/analytics');
    const { totalWorkloads, totalCO2Saved, averageCarbonIntensity, ...rest } = answer;
    const {
      totalHandoffs,
      sentHandoffs,
      acceptedHandoffs,
      convertedHandoffs,
      conversionRate,
      acceptanceRate,
    } = rest;
    for (const figure of [totalWorkloads, totalCO2Saved, averageCarbonIntensity])
      expect(typeof figure).toBe('number');
    const handoffs = [
      totalHandoffs,
      sentHandoffs,
      acceptedHandoffs,
      convertedHandoffs,
      conversionRate,
      acceptanceRate,
    ];
    expect(handoffs).toEqual([0, 0, 0, 0, 0, 0]);
    for (const workload of answer.workloads) {
      expect([typeof workload.id, typeof workload.queryString, typeof workload.status]).toEqual([
        'string',
        'string',
        'string',
      ]);
      expect(Number.isNaN(Date.parse(workload.createdAt))).toBe(false);
    }
    expect(answer.method).toMatchObject({
      baseline: 'run-now-in-first-region',
      undeliveredReason: 'not delivered: DEKES_API_URL is not set',
    });
  });

  it('plans a batch, durable before it answers, and pages through history', async () => {
    const queries = Array.from({ length: 8 }, (_, n) => ({ ...QUERY, id: `batch-${n}` }));
    const request = { queries, regions: ['DE', 'FR'], lookAheadHours: 24 };
    const answer = await call('POST', '/dekes/schedule', request, { 'idempotency-key': 'batch-1' });
    expect(answer.status).toBe(202);
    const batch = answer.body as BatchAnswer;
    expect(batch).toMatchObject({ delivery: 'poll' });
    expect(batch.queries.map(({ id }) => id)).toEqual(queries.map(({ id }) => id));
    for (const query of batch.queries) expect(query).toMatchObject({ status: 'planned', region: 'FR' });
    // the clean hour is 14:00; eight runs of ten minutes share its quarters
    const starts = batch.queries.map(({ startAt }) => startAt.slice(11, 16));
    expect([...new Set(starts)].sort()).toEqual(['14:00', '14:15', '14:30', '14:45']);
    expect(await get(`/dekes/batches/${batch.batchId}`)).toEqual(batch);
    const again = await call('POST', '/dekes/schedule', request, { 'idempotency-key': 'batch-1' });
    expect(again.body).toEqual(batch);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page: DekesWorkloadPage = await get<DekesWorkloadPage>(`/dekes/workloads?limit=3${query}`);
      seen.push(...page.items.map(({ decisionId }) => decisionId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...seen].sort().reverse()).toEqual(seen);
    expect(seen).toEqual(expect.arrayContaining(batch.queries.map(({ decisionId }) => decisionId)));
  });

  it.each([
    ['no key', undefined],
    ['a wrong key', 'Bearer wrong'],
    ['another scheme', `Basic ${KEY}`],
    ['a longer key', `Bearer ${KEY}x`],
  ])('lets nobody in with %s', async (_what, authorization) => {
    for (const [method, path, body] of [
      ['POST', '/dekes/optimize', OPTIMIZE],
      ['POST', '/route', BARE_ROUTE],
      ['GET', '/dekes/analytics', undefined],
      ['POST', '/integrations/dekes/route', INTEGRATED_ROUTE],
    ] as const) {
      const answer = await fetch(`${suite.url}/api/v1${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await answer.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  it.each([
    ['a private callback', { callbackUrl: 'https://192.168.1.4/x' }, 400, 'INVALID_CALLBACK_URL'],
    ['a loopback callback', { callbackUrl: 'https://localhost/x' }, 400, 'INVALID_CALLBACK_URL'],
    [
      'the address of cloud metadata',
      { callbackUrl: 'https://169.254.169.254/latest' },
      400,
      'INVALID_CALLBACK_URL',
    ],
    [
      'a callback that nobody could sign',
      { callbackUrl: 'https://dekes.example.com/x' },
      422,
      'NO_WEBHOOK_SECRET',
    ],
    ['the same id twice', { queries: [QUERY, QUERY] }, 400, 'INVALID_INPUT'],
    ['no query', { queries: [] }, 400, 'INVALID_INPUT'],
    ['an unknown region', { regions: ['FX'] }, 400, 'UNKNOWN_REGION'],
    ['a region of which nothing is known', { regions: ['PL'] }, 422, 'NO_ELIGIBLE_REGION'],
    ['an unknown property', { callBackUrl: 'https://dekes.example.com' }, 400, 'INVALID_INPUT'],
    ['results beyond all', { queries: [{ ...QUERY, estimatedResults: 1e7 }] }, 400, 'INVALID_INPUT'],
  ])('refuses a batch with %s', async (_what, change, status, code) => {
    const answer = await call('POST', '/dekes/schedule', { queries: [QUERY], ...change });
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code]);
  });

  it.each(['/prospects', '/tenants', '/handoffs'])(
    'knows nothing of the sales of DEKES: %s',
    async (path) => {
      expect((await call('GET', path)).status).toBe(404);
      expect((await call('GET', `/integrations/dekes${path}`)).status).toBe(404);
    },
  );
});
