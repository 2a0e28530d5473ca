import { bodyExamples, differences, operationsOf, parameterExample } from './support/openapi';
import type { DocumentedOperation, OpenApi } from './support/openapi';
import { eventually, readHealth } from './support/grid-api';
import type { Health } from './support/grid-api';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

const PROBLEMS = ['400', '404', '422', '503'];

const PURCHASE = '/api/v1/credits/purchase';
const DEKES_OPTIMIZE = '/api/v1/dekes/optimize';
const DEKES_ROUTE = '/api/v1/integrations/dekes/route';

/** What earlier answers give later requests: nobody can know the id of a decision before it was made. */
const KNOWN_IDS: { path: RegExp; parameter: string; from: string; member: string; isList?: boolean }[] = [
  { path: /\/dekes\/workloads\//, parameter: 'decisionId', from: DEKES_OPTIMIZE, member: 'decisionId' },
  { path: /\/decisions\//, parameter: 'decisionId', from: '/api/v1/route/green', member: 'decisionId' },
  { path: /\/batches\//, parameter: 'batchId', from: '/api/v1/dekes/schedule', member: 'batchId' },
  { path: /\/dekes\/workloads\/complete/, parameter: 'decision_id', from: DEKES_ROUTE, member: 'decisionId' },
  { path: /\/credits\//, parameter: 'creditId', from: PURCHASE, member: 'creditId' },
  { path: /\/credits\/retire/, parameter: 'creditIds', from: PURCHASE, member: 'creditId', isList: true },
  { path: /\/workloads\//, parameter: 'workloadId', from: '/api/v1/workloads', member: 'workloadId' },
];
/** Commands that the example of what was made before them is not in the state for. */
const NEED_ANOTHER_STATE = [
  '/api/v1/dekes/workloads/{decisionId}/retry',
  '/api/v1/workloads/{workloadId}/complete',
  '/api/v1/workloads/{workloadId}/retry',
];

const firstOf = (list: unknown): object => (Array.isArray(list) ? (list[0] as object) : {});
/** Work can be placed as soon as forecasting is content. */
const hasForecasts = ({ checks }: Health): boolean => checks['forecasting']?.status === 'ok';

describe('the documentation', () => {
  let suite: TestSuite;
  let document: OpenApi;
  let operations: DocumentedOperation[];
  const answers = new Map<string, Record<string, unknown>>();

  const get = async (path: string) => (await fetch(`${suite.url}${path}`)).json();

  const parameterOf = (path: string, name: string): unknown => {
    const known = KNOWN_IDS.find((one) => one.path.test(path) && one.parameter === name);
    const value = known === undefined ? undefined : answers.get(known.from)?.[known.member];
    return known?.isList === true ? [value] : value;
  };

  const urlOf = ({ path, operation }: DocumentedOperation): string => {
    const query = new URLSearchParams();
    let filled = path;
    for (const parameter of operation.parameters ?? []) {
      const value = parameterOf(path, parameter.name) ?? parameterExample(document, parameter);
      if (parameter.required === true && value === undefined) {
        throw new Error(`${path} has no example of ${parameter.name}`);
      }
      if (parameter.in === 'path')
        filled = filled.replace(`{${parameter.name}}`, encodeURIComponent(String(value)));
      if (parameter.in === 'query' && value !== undefined) query.set(parameter.name, String(value));
    }
    return query.size === 0 ? filled : `${filled}?${query.toString()}`;
  };

  /** The documented body, with ids that were not known when it was written down. */
  const withKnownIds = (path: string, body: unknown): unknown =>
    typeof body !== 'object' || body === null
      ? body
      : Object.fromEntries(
          Object.entries(body).map(([name, value]: [string, unknown]) => [
            name,
            parameterOf(path, name) ?? value,
          ]),
        );

  const ask = async (one: DocumentedOperation, body: unknown) => {
    const response = await fetch(`${suite.url}${urlOf(one)}`, {
      method: one.method,
      ...(body === undefined
        ? {}
        : {
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(withKnownIds(one.path, body)),
          }),
    });
    const text = await response.text();
    return { status: response.status, text, json: JSON.parse(text) as Record<string, unknown> };
  };

  beforeAll(async () => {
    suite = await startSuite();
    await eventually(() => readHealth(suite.url), hasForecasts);
    document = (await get('/docs-json')) as OpenApi;
    // What is made comes before what is read.
    operations = operationsOf(document).sort(
      (a, b) => Number(b.method === 'POST') - Number(a.method === 'POST'),
    );
  }, 90_000);
  afterAll(() => suite.stop(), 30_000);

  it('is of this version, and of the server that serves it', async () => {
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(document.servers.map(({ url }) => url)).toEqual(['/']);
    expect((await fetch(`${suite.url}/docs`)).status).toBe(200);
  });

  it('covers the operations of the product', () => {
    const paths = operations.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toEqual(
      expect.arrayContaining([
        'GET /health',
        'POST /api/v1/energy/equation',
        'POST /api/v1/route/green',
        'GET /api/v1/decisions/{decisionId}',
        'GET /api/v1/decisions/{decisionId}/replay',
        'GET /api/v1/forecasts/{zone}',
        'GET /api/v1/forecasts/{zone}/optimal-window',
        'GET /api/v1/forecasts/{zone}/models',
        'GET /api/v1/forecasts/{zone}/accuracy',
        'GET /api/v1/zones',
        'GET /api/v1/zones/{zone}',
        'GET /api/v1/zones/{zone}/carbon-intensity',
        'GET /api/v1/zones/{zone}/carbon-intensity/history',
        'GET /api/v1/carbon-intensity',
        'GET /api/v1/cloud-regions',
        'POST /api/v1/dekes/optimize',
        'POST /api/v1/dekes/schedule',
        'POST /api/v1/dekes/report',
        'GET /api/v1/dekes/batches/{batchId}',
        'GET /api/v1/dekes/workloads',
        'POST /api/v1/dekes/workloads/{decisionId}/retry',
        'GET /api/v1/dekes/analytics',
        'POST /api/v1/integrations/dekes/route',
        'POST /api/v1/integrations/dekes/workloads/complete',
        'POST /api/v1/route',
        'POST /api/v1/placements',
        'POST /api/v1/workloads',
        'GET /api/v1/workloads/{workloadId}',
        'DELETE /api/v1/workloads/{workloadId}',
        'GET /api/v1/analytics/summary',
        'GET /api/v1/emissions',
        'GET /api/v1/reports/sustainability',
        'POST /api/v1/credits/purchase',
        'POST /api/v1/credits/retire',
        'POST /api/v1/credits/auto-offset',
        'GET /api/v1/credits',
        'PUT /api/v1/credits/offset-policies/{organizationId}',
        'GET /api/v1/credits/offset-policies/{organizationId}',
        'DELETE /api/v1/credits/offset-policies/{organizationId}',
        'GET /api/v1/credits/{creditId}',
        'GET /api/v1/credits/balance/{organizationId}',
      ]),
    );
  });

  it('names, tags and describes every operation and its problems', () => {
    for (const { method, path, operation } of operations) {
      const name = `${method} ${path}`;
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\S/)]);
      expect([name, operation.tags?.length]).toEqual([name, 1]);
      expect([name, Object.keys(operation.responses)]).toEqual([name, expect.arrayContaining(PROBLEMS)]);
    }
  });

  it('gives examples that really run, with answers as documented', async () => {
    const faults: string[] = [];
    for (const one of operations) {
      const name = `${one.method} ${one.path}`;
      const bodies =
        one.operation.requestBody === undefined ? [undefined] : bodyExamples(document, one.operation);
      if (bodies.length === 0) faults.push(`${name} has no example of its body`);
      for (const body of bodies) {
        const { status, json, text } = await ask(one, body);
        const documented = one.operation.responses[String(status)];
        const schema = documented?.content?.['application/json']?.schema;
        if (NEED_ANOTHER_STATE.includes(one.path)) {
          if (status !== 409) faults.push(`${name} answers ${status}, not 409`);
          continue;
        }
        if (status >= 300) faults.push(`${name} answers ${status}: ${text.slice(0, 400)}`);
        else if (schema === undefined) faults.push(`${name} does not document its answer ${status}`);
        else faults.push(...differences(document, schema, json).map((fault) => `${name}: ${fault}`));
        if (one.method === 'POST') answers.set(one.path, { ...json, ...firstOf(json.workloads) });
      }
    }
    expect(faults).toEqual([]);
  }, 60_000);
});
