import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Client } from 'pg';
import { bodyExamples, operationsOf } from './support/openapi';
import type { OpenApi } from './support/openapi';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

interface Problem {
  type: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  errors?: { pointer: string; detail: string }[];
}

const ROUTE = '/api/v1/route/green';
const EQUATION = '/api/v1/energy/equation';
const HOUR_MS = 3_600_000;
/** Characters that are not on their way before an answer may come. */
const LARGE = 1_000_000;
const PART = 65_536;
const hoursAhead = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const route = (change: object) =>
  JSON.stringify({ preferredRegions: ['FR', 'DE'], latencyMsByRegion: { FR: 80, DE: 60 }, ...change });
const equation = (change: object) =>
  JSON.stringify({
    requestVolume: 1000,
    workloadType: 'inference',
    modelSize: 'mixtral-70b',
    regionTargets: ['FR', 'DE'],
    hardwareMix: { cpu: 0.6, gpu: 0.3, tpu: 0.1 },
    ...change,
  });

describe('bad input', () => {
  let suite: TestSuite;
  let database: Client;

  const send = async (path: string, body: string, type = 'application/json') => {
    const answer = await fetch(`${suite.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  /** As `send`, listening for an answer while it writes: it comes, and the line is closed, before all is written. */
  const sendSlowly = async (path: string, body: string, type: string) => {
    const request = httpRequest(`${suite.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type, 'content-length': Buffer.byteLength(body) },
    });
    let reply: IncomingMessage | null = null;
    const replied = new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', (message) => {
        reply = message;
        resolve(message);
      });
      // Once the answer is here, what cannot be written any more is nobody's loss.
      request.on('error', reject);
    });
    replied.catch(() => undefined);
    for (let at = 0; at < body.length && reply === null && !request.destroyed; at += PART) {
      request.write(body.slice(at, at + PART));
      await sleep(2);
    }
    request.end();
    const answer = await replied;
    const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
    return { status: answer.statusCode ?? 0, headers, text: await textOf(answer) };
  };
  const get = async (path: string) => {
    const answer = await fetch(`${suite.url}${path}`);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const problemOf = (answer: { status: number; headers: Headers; text: string }): Problem => {
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const problem = JSON.parse(answer.text) as Problem;
    expect(problem).toMatchObject({ status: answer.status, instance: answer.headers.get('x-request-id') });
    expect(problem.type).toMatch(/^urn:ecobe:problem:/);
    expect(answer.text).not.toMatch(/\bat .*\.(js|ts):\d|SELECT |INSERT |node_modules/);
    return problem;
  };

  /** Rows of every table that a request could write. */
  const rowsWritten = async (): Promise<number> => {
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('routing', 'credits', 'dekes') AND table_type = 'BASE TABLE'`,
    );
    expect(tables.length).toBeGreaterThan(0);
    const counts = tables.map(({ name }) => `(SELECT count(*) FROM ${name})`);
    const { rows } = await database.query<{ sum: string }>(`SELECT ${counts.join(' + ')} AS sum`);
    return Number(rows[0]?.sum);
  };

  beforeAll(async () => {
    suite = await startSuite();
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
  }, 90_000);
  afterAll(async () => {
    await database.end();
    await suite.stop();
  }, 30_000);

  it('is told from good input, which is answered and recorded', async () => {
    const before = await rowsWritten();
    expect((await send(ROUTE, route({}))).status).toBeLessThan(300);
    expect((await send(EQUATION, equation({}))).status).toBeLessThan(300);
    expect(await rowsWritten()).toBeGreaterThan(before);
  });

  const refused: [what: string, path: string, body: string, code: string, pointer: string][] = [
    [
      'an unknown zone',
      ROUTE,
      route({ preferredRegions: ['FR', 'FX'] }),
      'UNKNOWN_REGION',
      '/preferredRegions/1',
    ],
    ['no region', ROUTE, route({ preferredRegions: [] }), 'INVALID_INPUT', '/preferredRegions'],
    [
      'the same region twice',
      ROUTE,
      route({ preferredRegions: ['FR', 'FR'] }),
      'INVALID_INPUT',
      '/preferredRegions',
    ],
    [
      'a region that is no text',
      ROUTE,
      route({ preferredRegions: ['FR', 7] }),
      'INVALID_INPUT',
      '/preferredRegions/1',
    ],
    [
      'weights that are all zero',
      ROUTE,
      route({ carbonWeight: 0, latencyWeight: 0, costWeight: 0 }),
      'NO_WEIGHT',
      '/carbonWeight',
    ],
    ['a negative weight', ROUTE, route({ latencyWeight: -1 }), 'INVALID_INPUT', '/latencyWeight'],
    ['a text for a number', ROUTE, route({ carbonWeight: '0.5' }), 'INVALID_INPUT', '/carbonWeight'],
    ['an unknown property', ROUTE, route({ carbonWieght: 1 }), 'INVALID_INPUT', '/carbonWieght'],
    [
      'a latency below zero',
      ROUTE,
      route({ latencyMsByRegion: { FR: -1 } }),
      'INVALID_INPUT',
      '/latencyMsByRegion/FR',
    ],
    [
      '1e400',
      ROUTE,
      '{"preferredRegions":["FR"],"maxCarbonGPerKwh":1e400}',
      'INVALID_INPUT',
      '/maxCarbonGPerKwh',
    ],
    [
      'a key that reaches for prototypes',
      ROUTE,
      '{"preferredRegions":["FR"],"latencyMsByRegion":{"constructor":1}}',
      'INVALID_INPUT',
      '/latencyMsByRegion/constructor',
    ],
    [
      'a __proto__, which is valid JSON',
      ROUTE,
      '{"preferredRegions":["FR"],"__proto__":{"x":1}}',
      'INVALID_INPUT',
      '/__proto__',
    ],
    ['malformed JSON', ROUTE, '{"preferredRegions":["FR"', 'MALFORMED_JSON', ''],
    ['a list instead of an object', ROUTE, '[]', 'INVALID_INPUT', ''],
    [
      'an unknown zone',
      EQUATION,
      equation({ regionTargets: ['DE', 'FX'] }),
      'UNKNOWN_REGION',
      '/regionTargets/1',
    ],
    ['a query where none is asked for', `${ROUTE}?x=1`, route({}), 'INVALID_INPUT', '?x'],
    ['a query where none is asked for', `${EQUATION}?x=1`, equation({}), 'INVALID_INPUT', '?x'],
    [
      'a deadline that is in no calendar',
      EQUATION,
      equation({ deadlineWindow: { start: '2026-02-30T00:00:00Z', end: hoursAhead(2) } }),
      'INVALID_INPUT',
      '/deadlineWindow/start',
    ],
    ['no region', EQUATION, equation({ regionTargets: [] }), 'INVALID_INPUT', '/regionTargets'],
    ['no request at all', EQUATION, equation({ requestVolume: -1 }), 'INVALID_INPUT', '/requestVolume'],
    [
      'an inverted deadline',
      EQUATION,
      equation({ deadlineWindow: { start: hoursAhead(6), end: hoursAhead(2) } }),
      'INVERTED_WINDOW',
      '/deadlineWindow',
    ],
    [
      'a deadline in the past',
      EQUATION,
      equation({ deadlineWindow: { start: hoursAhead(-6), end: hoursAhead(-2) } }),
      'PAST_WINDOW',
      '/deadlineWindow',
    ],
    [
      'a hardware mix that sums to 3',
      EQUATION,
      equation({ hardwareMix: { cpu: 1, gpu: 1, tpu: 1 } }),
      'INVALID_INPUT',
      '/hardwareMix',
    ],
    ['a budget below zero', EQUATION, equation({ carbonBudget: -1 }), 'INVALID_INPUT', '/carbonBudget'],
    ['an unknown model', EQUATION, equation({ modelSize: 'mixtrall' }), 'UNKNOWN_MODEL', '/modelSize'],
    [
      'an unknown kind of work',
      EQUATION,
      equation({ workloadType: 'dreaming' }),
      'INVALID_INPUT',
      '/workloadType',
    ],
  ];

  it.each(refused)('%s is refused by %s and writes nothing', async (_what, path, body, code, pointer) => {
    const before = await rowsWritten();
    const answer = await send(path, body);
    expect([answer.status, answer.text]).toEqual([400, expect.any(String)]);
    const problem = problemOf(answer);
    expect(problem.code).toBe(code);
    expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await rowsWritten()).toBe(before);
  });

  it.each<[what: string, body: string, status: number, code: string, type: string]>([
    ['malformed JSON', '{"preferredRegions":["FR"', 400, 'MALFORMED_JSON', 'application/json'],
    ['NaN', '{"preferredRegions":["FR"],"carbonWeight":NaN}', 400, 'MALFORMED_JSON', 'application/json'],
    ['no body', '', 400, 'MALFORMED_JSON', 'application/json'],
    ['a body of 10 MB', `{"from":"${'x'.repeat(10_000_000)}"}`, 413, 'BODY_TOO_LARGE', 'application/json'],
    ['a form', 'preferredRegions=FR', 415, 'UNSUPPORTED_MEDIA_TYPE', 'application/x-www-form-urlencoded'],
  ])('%s is refused before any operation sees it', async (_what, body, status, code, type) => {
    const before = await rowsWritten();
    const answer = await (body.length > LARGE ? sendSlowly : send)(ROUTE, body, type);
    expect(answer.status).toBe(status);
    expect(problemOf(answer).code).toBe(code);
    expect(await rowsWritten()).toBe(before);
  });

  it('a budget of 0 is a budget: nothing is within it', async () => {
    const answer = await send(EQUATION, equation({ carbonBudget: 0 }));
    expect(answer.status).toBeLessThan(300);
    expect(JSON.parse(answer.text)).toMatchObject({ withinBudget: false });
  });

  it.each([
    ['/api/v1/zones/FR?x=1', 400, 'INVALID_INPUT'],
    ['/api/v1/decisions/00000000-0000-4000-8000-000000000000/replay?x=1', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FR?horizonHours=0x10', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FR?horizonHours=1e1', 400, 'INVALID_INPUT'],
    ['/api/v1/zones?limit=%202', 400, 'INVALID_INPUT'],
    ['/api/v1/zones/FX', 400, 'UNKNOWN_REGION'],
    ['/api/v1/zones/FX/carbon-intensity', 400, 'UNKNOWN_REGION'],
    ['/api/v1/carbon-intensity?regions=FR,FX', 400, 'UNKNOWN_REGION'],
    ['/api/v1/carbon-intensity', 400, 'INVALID_INPUT'],
    ['/api/v1/carbon-intensity?regions=', 400, 'INVALID_INPUT'],
    ['/api/v1/carbon-intensity?regions=FR&regoins=DE', 400, 'INVALID_INPUT'],
    ['/api/v1/zones/FR/carbon-intensity/history?start=yesterday&end=today', 400, 'INVALID_INPUT'],
    [
      '/api/v1/zones/FR/carbon-intensity/history?start=2026-01-02T00:00:00Z&end=2026-01-01T00:00:00Z',
      400,
      'INVALID_INPUT',
    ],
    ['/api/v1/cloud-regions?near=91,0', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FX', 400, 'UNKNOWN_REGION'],
    ['/api/v1/forecasts/FR?horizonHours=0', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FR?horizonHours=97', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FR?horizonHours=1e400', 400, 'INVALID_INPUT'],
    ['/api/v1/forecasts/FR/optimal-window?durationHours=0.1', 400, 'INVALID_INPUT'],
    [
      '/api/v1/forecasts/FR/optimal-window?durationHours=5&lookAheadHours=4',
      422,
      'WINDOW_EXCEEDS_LOOK_AHEAD',
    ],
    ['/api/v1/decisions/nonsense', 400, 'INVALID_INPUT'],
    ['/api/v1/decisions/00000000-0000-4000-8000-000000000000', 404, 'DECISION_NOT_FOUND'],
    ['/api/v1/decisions/%00', 400, 'INVALID_INPUT'],
    ['/api/v1/nothing', 404, 'NOT_FOUND'],
    ['/api/v1/zones/%E0%A4%A', 400, 'MALFORMED_URL'],
  ])('GET %s is answered %i %s', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.status, problemOf(answer).code]).toEqual([status, code]);
  });

  it('a region that is read twice is answered once', async () => {
    const { values } = JSON.parse((await get('/api/v1/carbon-intensity?regions=FR,FR')).text) as {
      values: unknown[];
    };
    expect(values).toHaveLength(1);
  });

  it('suggests the nearest names of what it does not know', async () => {
    const { detail } = problemOf(await get('/api/v1/forecasts/US-CAL-CISOO'));
    expect(detail).toContain('US-CAL-CISO');
  });

  it('never becomes a fault of ours, whatever it is', async () => {
    const document = (await (await fetch(`${suite.url}/docs-json`)).json()) as OpenApi;
    const posts = operationsOf(document)
      .filter(({ method }) => method === 'POST')
      .map(({ path, operation }) => ({ path, example: bodyExamples(document, operation)[0] as object }))
      .filter(({ example }) => example !== undefined);
    const change = fc.record({
      name: fc.option(fc.string()),
      value: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(-1, 0, 1e308, '', 'FR', [], {}, null)),
      isNew: fc.boolean(),
      at: fc.nat(),
    });
    const body = (example: object) =>
      fc.oneof(
        { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
        {
          weight: 3,
          arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
            const copy: Record<string, unknown> = { ...example };
            const names = Object.keys(example);
            for (const { name, value, isNew, at } of changes) {
              copy[isNew && name !== null ? name : (names[at % names.length] ?? '')] = value;
            }
            return JSON.stringify(copy);
          }),
        },
      );
    const request = fc
      .constantFrom(...posts)
      .chain(({ path, example }) => fc.record({ path: fc.constant(path), body: body(example) }));
    await fc.assert(
      fc.asyncProperty(request, async ({ path, body: text }) => {
        const answer = await send(path, text);
        expect([answer.status < 500, answer.text]).toEqual([true, expect.any(String)]);
        if (answer.status >= 400) problemOf(answer);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
