import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PurchaseAnswer, SustainabilityReport, WorkloadEmissions } from '@ecobe/contracts';
import { RECORD_EMISSIONS } from '@ecobe/contracts';
import { openCaller } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';
import Redis from 'ioredis';
import { reportCommand } from '../apps/cli/src/show-report/report.command';
import { runHere } from './support/ecobe-command';
import { LONG_MINUTE } from './support/grid';
import { end, launch } from './support/service-process';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(180_000);

const CLAIMS = /carbon[\s-]*neutral|net[\s-]*zero|climate[\s-]*positive/i;
const emissions = (change: Partial<WorkloadEmissions>): WorkloadEmissions => ({
  ...{ organizationId: 'org_r', workloadId: 'w-1', revision: 1, workloadType: '=training', embodiedG: null },
  ...{ method: 'location-based', source: 'spec', factorVersion: '1', quality: 'measured' },
  ...{ energyQuality: 'measured', functionalUnit: { name: 'queries', count: 100 }, baseline: null },
  parts: [
    {
      ...{ zone: 'FR', energyKwh: 2 },
      hours: [
        { hourAt: '2021-01-05T10:00:00Z', runMs: 3_600_000, averageGPerKwh: 50, marginalGPerKwh: null },
      ],
    },
  ],
  ...change,
});

describe('sustainability reports over HTTP', () => {
  let suite: TestSuite;
  const env = { ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' };
  const replicas: ChildProcess[] = [];
  beforeAll(async () => {
    suite = await startSuite({ env });
  });
  afterAll(async () => {
    await Promise.all(replicas.map((child) => end(child, 'SIGKILL')));
    await suite.stop();
  });

  const record = async (change: Partial<WorkloadEmissions> = {}) => {
    const urls = { DATABASE_URL: suite.databaseUrl, REDIS_URL: suite.redis.url };
    const { caller, close } = await openCaller(loadSettings({ ...env, ...urls }));
    try {
      return await caller.call(RECORD_EMISSIONS, emissions(change));
    } finally {
      await close();
    }
  };
  const ask = async (query: string) => {
    const response = await fetch(`${suite.url}/api/v1/reports/sustainability?organizationId=org_r&${query}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  const consumerCount = async () => {
    const redis = new Redis(suite.redis.url);
    try {
      return ((await redis.xinfo('CONSUMERS', 'ecobe:rpc:credits', 'workers')) as unknown[]).length;
    } finally {
      await redis.quit();
    }
  };
  const read = async (query = 'period=2021-01') =>
    JSON.parse((await ask(query)).text) as SustainabilityReport;

  it('knows nobody of whom nothing is recorded', async () => {
    const { status, type, text } = await ask('period=2021-01');
    expect([status, type]).toEqual([404, expect.stringContaining('application/problem+json')]);
    expect(JSON.parse(text)).toMatchObject({ code: 'ORGANIZATION_NOT_FOUND' });
  });

  it('serves the record, a table and a page', async () => {
    expect(await record()).toEqual({ isNew: true, rowCount: 1 });
    const { content } = await read();
    expect(content).toMatchObject({
      ...{ organizationId: 'org_r', energy: { energyKwh: 2 }, isSimulated: false },
      emissions: { locationBased: { emissionsCO2: 100 }, marketBased: { emissionsCO2: null } },
      sci: { units: [{ functionalUnit: 'queries', sciGPerUnit: 1, isOperationalOnly: true }] },
    });
    const types = { json: 'application/json', csv: 'text/csv', html: 'text/html' };
    for (const [format, type] of Object.entries(types)) {
      const answer = await ask(`period=2021-01&format=${format}`);
      expect([format, answer.status, answer.type]).toEqual([format, 200, `${type}; charset=utf-8`]);
      expect(answer.text).not.toMatch(CLAIMS);
    }
    expect((await ask('period=2021-01&format=csv')).text).toContain(`,'=training,`);
  });

  it('keeps the figure of a long functional unit apart from its name', async () => {
    const [organizationId, name] = ['org_long', 'pages-translated-into-five-languages'];
    await record({ organizationId, functionalUnit: { name, count: 100 } });
    const asked = ['--organization', organizationId, '--period', '2021-01', '--url', suite.url];
    const { output } = await runHere(reportCommand(), suite, ...asked);
    expect(output).toContain(`\nSCI per ${name} 1 gCO2eq, operational only\n`);
  });

  it('is shown and written down by ecobe report, to the byte', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'ecobe-report-'));
    const report = (...args: string[]) => runHere(reportCommand(), suite, '--organization', 'org_r', ...args);
    const running = ['--period', '2021-01', '--url', suite.url];
    const { code, output } = await report(...running);
    expect([code, output]).toEqual([0, expect.stringMatching(/^org_r, 2021-01-01.+ to 2021-02-01/m)]);
    expect(output).toMatch(/^energy +2 kWh$/m);
    expect(output).toMatch(/^emissions, location-based +100 gCO2eq$/m);
    expect(output).toMatch(/^ {2}marginal, in no sum with them +not known: /m);
    expect(output).toMatch(/^SCI per queries +1 gCO2eq, operational only$/m);
    expect(output).not.toMatch(CLAIMS);
    for (const format of ['json', 'csv', 'html']) {
      const [file, { text }] = [
        path.join(folder, `of-it.${format}`),
        await ask(`period=2021-01&format=${format}`),
      ];
      expect(await report(...running, '--out', file)).toEqual({ code: 0, output: '', errors: '' });
      expect(await readFile(file, 'utf8')).toBe(text);
      expect((await report(...running, '--format', format)).output).toBe(text);
    }
    const nowhere = path.join(folder, 'none', 'report.csv');
    expect(await report(...running, '--out', nowhere)).toMatchObject({
      ...{ code: 1, errors: expect.stringContaining('ENOENT') as string },
    });
    await rm(folder, { recursive: true });
    expect(await report('--url', suite.url)).toMatchObject({
      ...{ code: 1, output: '', errors: expect.stringContaining('?from') as string },
    });
    expect(await report('--period', '2021-01', '--url', 'http://127.0.0.1:1')).toMatchObject({
      ...{ code: 1, output: '', errors: expect.stringContaining('Start it with `npm start`') as string },
    });
  });

  it('is the same to the byte over a restart, from any replica, and whatever is bought and retired elsewhen', async () => {
    const [json, csv] = await Promise.all([ask('period=2021-01'), ask('period=2021-01&format=csv')]);
    await suite.restart();
    expect((await ask('period=2021-01')).text).toBe(json.text);
    const alone = await consumerCount();
    const urls = { DATABASE_URL: suite.databaseUrl, REDIS_URL: suite.redis.url };
    for (const port of ['0', '0'])
      replicas.push(launch('credits', { ...env, ...urls, ECOBE_PROBE_PORT: port, LOG_LEVEL: 'silent' }, []));
    const bought = await fetch(`${suite.url}/api/v1/credits/purchase`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ organizationId: 'org_r', amountCO2: 100, provider: 'Verra', priceUsd: 1 }),
    });
    const { creditId } = (await bought.json()) as PurchaseAnswer;
    const sameAgain = async () => {
      const [again, table] = await Promise.all([ask('period=2021-01'), ask('period=2021-01&format=csv')]);
      expect([again.text, table.text]).toEqual([json.text, csv.text]);
    };
    // Redis lists a replica once it has been handed a request.
    for (let turn = 0; turn < 600 && (await consumerCount()) < alone + 2; turn += 1) await sameAgain();
    expect(await consumerCount()).toBe(alone + 2);
    for (let turn = 0; turn < 20; turn += 1) await sameAgain();
    const retired = await fetch(`${suite.url}/api/v1/credits/retire`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ creditIds: [creditId], reason: 'a spec' }),
    });
    expect(retired.status).toBe(201);
    expect((await ask('period=2021-01')).text).toBe(json.text);
  });

  it('tells newer figures in a newer version, once, whoever asks first', async () => {
    const before = await read();
    await record({ revision: 2, functionalUnit: null });
    const texts = await Promise.all(
      Array.from({ length: 24 }, async () => (await ask('period=2021-01')).text),
    );
    expect(new Set(texts).size).toBe(1);
    const { content } = await read();
    expect(content.record).toMatchObject({ version: 2, restates: { version: 1, sha256: before.sha256 } });
    expect(content.sci.notCounted).toMatchObject({ workloadCount: 1, workloadIds: ['w-1'] });
  });

  it.each([
    ['', 'INVALID_INPUT', '?from'],
    ['period=2026-13', 'INVALID_INPUT', '?period'],
    ['period=2026-Q5', 'INVALID_INPUT', '?period'],
    ['period=2026&format=pdf', 'INVALID_INPUT', '?format'],
    ['period=2026&colour=green', 'INVALID_INPUT', '?colour'],
    ['from=yesterday&to=2026-01-01T00:00:00Z', 'INVALID_INPUT', '?from'],
    ['from=2026-01-01T00:30:00Z&to=2026-01-02T00:00:00Z', 'PERIOD_NOT_IN_HOURS', '?from'],
    ['from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'INVERTED_WINDOW', '?to'],
    ['from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'PERIOD_TOO_LONG', '?to'],
  ])('refuses %j', async (query, code, pointer) => {
    const { status, text } = await ask(query);
    expect([status, JSON.parse(text)]).toEqual([
      400,
      expect.objectContaining({ code, errors: [expect.objectContaining({ pointer })] }),
    ]);
  });
});
