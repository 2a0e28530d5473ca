import { setTimeout as sleep } from 'node:timers/promises';
import type { DecisionAnswer, EnergyEquationAnswer, ReplayAnswer, RouteGreenAnswer } from '@ecobe/contracts';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import { Client } from 'pg';
import { LONG_MINUTE, tellGrid } from './support/grid';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

/** The suite lives at 12:20 of a day in the past, so that no hour ends in the middle of a spec. */
const HOUR = Date.UTC(2026, 2, 1, 12);
const CLOCK = '2026-03-01T12:20:00.000Z';
const hourAhead = (hours: number): string => toIso(HOUR + hours * HOUR_MS);

/** The example of the product brief. */
const ROUTE = {
  preferredRegions: ['FR', 'DE', 'US-CAL-CISO'],
  maxCarbonGPerKwh: 400,
  latencyMsByRegion: { FR: 80, DE: 60, 'US-CAL-CISO': 140 },
  carbonWeight: 0.5,
  latencyWeight: 0.3,
  costWeight: 0.2,
};
const ENERGY = {
  requestVolume: 1000,
  workloadType: 'inference',
  modelSize: 'mixtral-70b',
  regionTargets: ['US-CAL-CISO', 'FR', 'DE'],
  carbonBudget: 1_000_000,
  hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 },
};

interface Problem {
  status: number;
  code: string;
  errors?: { pointer: string; detail: string }[];
  excluded?: { region: string; code: string }[];
}

describe('green routing and the energy equation over HTTP', () => {
  let suite: TestSuite;
  let database: Client;
  beforeAll(async () => {
    suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_CLOCK: CLOCK } });
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
    await tellGrid(suite.redis.url, CLOCK, {
      FR: { now: 33, forecast: [33, 30, 10, 40, 50, 60] },
      DE: { now: 342, forecast: [342, 300, 350, 120, 310, 300] },
      'US-CAL-CISO': { now: 208, quality: 'simulated' },
      PL: { now: 565 },
    });
    await untilKnown();
  });
  afterAll(async () => {
    await database.end();
    await suite.stop();
  });

  const send = (path: string, init: RequestInit = {}) => fetch(`${suite.url}/api/v1${path}`, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const answerOf = async <Answer>(response: Promise<Response>, status = 200): Promise<Answer> => {
    const arrived = await response;
    const text = await arrived.text();
    expect([arrived.status, text]).toEqual([status, expect.anything()]);
    return JSON.parse(text) as Answer;
  };
  const decisionCount = async () => {
    const { rows } = await database.query<{ count: string }>('SELECT count(*) FROM routing.routing_decision');
    return Number(rows[0]?.count);
  };
  async function untilKnown(): Promise<void> {
    for (const deadlineMs = Date.now() + 10_000; Date.now() < deadlineMs; await sleep(50)) {
      if ((await post('/route/green', ROUTE)).ok) return;
    }
    throw new Error('the suite does not hear of the grid');
  }

  it('answers the request of the product brief, says what is simulated, and adds up', async () => {
    const answer = await answerOf<RouteGreenAnswer>(post('/route/green', ROUTE));
    expect(answer).toMatchObject({
      selectedRegion: 'FR',
      carbonIntensity: 33,
      estimatedLatency: 80,
      quality: 'measured',
    });
    expect(answer.alternatives.map(({ region }) => region)).toEqual(['US-CAL-CISO', 'DE']);
    expect(answer.warnings).toEqual([
      expect.objectContaining({ code: 'SIMULATED_AND_REAL_COMPARED', regions: ['US-CAL-CISO'] }),
    ]);
    const millionths = answer.explanation.map(({ contribution }) => Math.round(contribution * 1e6));
    expect(millionths.reduce((sum, part) => sum + part)).toBe(Math.round(answer.score * 1e6));
  });

  it('keeps the decision, and makes it again byte for byte', async () => {
    const response = await post('/route/green', {
      ...ROUTE,
      preferredRegions: ['FR', 'PL', 'aws:eu-central-1'],
    });
    const text = await response.text();
    const { decisionId } = JSON.parse(text) as RouteGreenAnswer;
    const decision = await answerOf<DecisionAnswer>(send(`/decisions/${decisionId}`));
    expect(JSON.stringify(decision.outcome)).toBe(text);
    expect(decision.inputs).toMatchObject({
      request: { preferredRegions: ['FR', 'PL', 'aws:eu-central-1'] },
    });
    const replay = await answerOf<ReplayAnswer>(send(`/decisions/${decisionId}/replay`));
    expect(replay.identical).toBe(true);
    expect(JSON.stringify(replay.outcome)).toBe(text);
  });

  it('shows it when the stored inputs were tampered with', async () => {
    const { decisionId } = await answerOf<RouteGreenAnswer>(post('/route/green', ROUTE));
    await database.query(
      `UPDATE routing.routing_decision SET inputs = replace(inputs, '"carbonIntensity":33', '"carbonIntensity":32')
       WHERE id = $1`,
      [decisionId],
    );
    const replay = await answerOf<ReplayAnswer>(send(`/decisions/${decisionId}/replay`));
    expect(replay).toMatchObject({ identical: false, outcome: { carbonIntensity: 32 } });
  });

  it('does a command once under its Idempotency-Key, and refuses another under the same', async () => {
    const before = await decisionCount();
    const headers = { 'idempotency-key': 'order-7' };
    const texts = await Promise.all(
      Array.from({ length: 10 }, async () => (await post('/route/green', ROUTE, headers)).text()),
    );
    expect(new Set(texts).size).toBe(1);
    expect(await decisionCount()).toBe(before + 1);
    const other = await answerOf<Problem>(post('/route/green', { ...ROUTE, costWeight: 0 }, headers), 422);
    expect(other.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('estimates the workload of the product brief, energy times intensity exactly', async () => {
    const answer = await answerOf<EnergyEquationAnswer>(post('/energy/equation', ENERGY));
    expect(answer.routingRecommendation.map(({ region }) => region)).toEqual(['FR', 'US-CAL-CISO', 'DE']);
    for (const { estimatedCO2, estimatedEnergyKwh, carbonIntensity } of answer.routingRecommendation) {
      expect(estimatedCO2).toBe(Number((estimatedEnergyKwh * carbonIntensity).toPrecision(12)));
    }
    expect(answer).toMatchObject({
      withinBudget: true,
      totalEstimatedCO2: answer.routingRecommendation[0]?.estimatedCO2,
    });
  });

  it('prices each region at its best slot of the deadline window', async () => {
    const deadlineWindow = { start: hourAhead(1), end: hourAhead(5) };
    const body = { ...ENERGY, regionTargets: ['DE', 'FR'], deadlineWindow };
    const { regionEstimates } = await answerOf<EnergyEquationAnswer>(post('/energy/equation', body));
    expect(
      regionEstimates.map(({ region, carbonIntensity, startAt }) => [region, carbonIntensity, startAt]),
    ).toEqual([
      ['FR', 10, hourAhead(2)],
      ['DE', 120, hourAhead(3)],
    ]);
  });

  it('lists every region with its reason when none is left', async () => {
    const refused = await answerOf<Problem>(
      post('/route/green', { preferredRegions: ['PL', 'JP-TK'], maxCarbonGPerKwh: 100 }),
      422,
    );
    expect(refused.code).toBe('NO_ELIGIBLE_REGION');
    expect(refused.excluded?.map(({ region, code }) => [region, code])).toEqual([
      ['PL', 'ABOVE_MAX_CARBON'],
      ['JP-TK', 'NO_DATA'],
    ]);
  });

  it('refuses a window beyond the forecast with 422', async () => {
    const deadlineWindow = { start: hourAhead(7), end: hourAhead(100) };
    const problem = await answerOf<Problem>(
      post('/energy/equation', { ...ENERGY, regionTargets: ['FR', 'DE'], deadlineWindow }),
      422,
    );
    expect(problem.code).toBe('WINDOW_BEYOND_FORECAST');
  });

  it('knows no decision that was never made, and none by another name than a UUID', async () => {
    await answerOf<Problem>(send('/decisions/019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d'), 404);
    await answerOf<Problem>(send('/decisions/019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d/replay'), 404);
    await answerOf<Problem>(send('/decisions/1'), 400);
  });
});
