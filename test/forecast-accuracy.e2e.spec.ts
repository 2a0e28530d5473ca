import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(240_000);

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.parse('2021-10-01T00:00:00Z');
const CLOCK_MS = Date.parse('2021-11-15T00:00:00Z');
const HOURS = 24 * 90;
/** An hour of the suite's clock a second. */
const SPEED = '3600';
const cli = path.resolve(__dirname, '../dist/apps/cli/src/main.js');

/** A made-up grid: a daily swing, a level that drifts over days, and a jitter that no model can know. */
const intensityAt = (hour: number): number => {
  const swing = 80 * Math.sin((2 * Math.PI * hour) / 24) + 50 * Math.sin((2 * Math.PI * hour) / 157);
  const jitter = ((hour * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  return Math.round((300 + swing + 40 * jitter) * 100) / 100;
};
/** From the clock's start on, the hour 05 of every day is told by nobody, and the hour 13 is without direct emissions. */
const lines = Array.from({ length: HOURS }, (_, hour) => {
  const atMs = FIRST_MS + hour * HOUR_MS;
  const ofDay = atMs < CLOCK_MS ? NaN : hour % 24;
  const direct = ofDay === 13 ? 0 : intensityAt(hour);
  return ofDay === 5 ? [] : [`${new Date(atMs).toISOString()},${direct + 40},${direct}`];
}).flat();
const FILE = ['datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct', ...lines].join('\n');

interface Figures {
  hourCount: number;
  zeroHourCount: number;
  mapePercent: number | null;
  seasonalNaiveMapePercent: number | null;
  skill: number | null;
  maeGPerKwh: number | null;
  seasonalNaiveMaeGPerKwh: number | null;
  coveragePercent: number | null;
  reason: string | null;
}
interface Accuracy {
  quality: string | null;
  source: string | null;
  reason: string | null;
  period: { start: string; end: string; days: number };
  overall: Figures;
  firstHours: Figures;
  buckets: (Figures & { fromLeadHours: number })[];
  models: (Figures & { model: string })[];
  excluded: { code: string; hourCount: number }[];
}

describe('a suite that lives in imported history', () => {
  let suite: TestSuite;
  let folder: string;
  let database: Client;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ecobe-accuracy-'));
    await writeFile(path.join(folder, 'DE.csv'), FILE);
    suite = await startSuite({
      env: {
        ...{ ECOBE_CLOCK: new Date(CLOCK_MS).toISOString(), ECOBE_CLOCK_SPEED: SPEED },
        ...{ ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' },
      },
    });
    database = new Client({ connectionString: suite.databaseUrl });
    await database.connect();
  });
  afterAll(async () => {
    await database.end();
    await suite.stop();
    await rm(folder, { recursive: true });
  });

  /** Of direct intensities: only they can be zero. */
  const accuracy = async (days = 30): Promise<Accuracy> => {
    const answer = await fetch(`${suite.url}/api/v1/forecasts/DE/accuracy?basis=direct&days=${days}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Accuracy;
  };
  const until = async (isSo: (found: Accuracy) => boolean, seconds: number): Promise<Accuracy> => {
    for (const startedMs = Date.now(); Date.now() - startedMs < seconds * 1_000; await sleep(250)) {
      const found = await accuracy();
      if (isSo(found)) return found;
    }
    throw new Error(`not so within ${seconds} s: ${JSON.stringify(await accuracy())}`);
  };
  const judgedBySql = async (clock: string): Promise<Map<string, Figures>> => {
    const { rows } = await database.query<Figures & { part: string }>(JUDGED, [clock]);
    return new Map(rows.map((row) => [row.part, row]));
  };
  const importFile = async () => {
    const env = { ...process.env, DATABASE_URL: suite.databaseUrl, REDIS_URL: suite.redis.url };
    const args = [cli, 'import', '--zone', 'DE', '--file', path.join(folder, 'DE.csv')];
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, output]).toEqual([0, expect.stringContaining('rows added')]);
  };

  it('claims nothing before it issued anything', async () => {
    const found = await accuracy();
    expect(found).toMatchObject({ quality: null, source: null, models: [], excluded: [] });
    expect(found.overall).toMatchObject({ hourCount: 0, mapePercent: null, skill: null });
    expect(found.reason).toMatch(/^no forecast of zone DE \(direct\) was issued/);
    await importFile();
    // The history is two months long, and none of it counts: those forecasts were never issued.
    expect((await accuracy(365)).overall.hourCount).toBeLessThan(48);
  });

  it('issues, scores and shows its skill as time goes on', async () => {
    const found = await until(({ buckets }) => (buckets[1]?.hourCount ?? 0) > 20, 120);
    expect(found).toMatchObject({ quality: 'measured', source: 'history-import', reason: null });
    expect(found.overall.mapePercent).toBeGreaterThan(0);
    expect(found.overall.seasonalNaiveMapePercent).toBeGreaterThan(0);
    expect(found.models.map(({ model }) => model)).toEqual(['profile-7d@1']);
    expect(found.buckets[3]?.reason).toBe('no forecast hour could be judged');
  });

  it('says what its stored forecasts and observations say, to the hour', async () => {
    const { rows } = await database.query<{ newest: Date }>(
      'SELECT max(issued_at) AS newest FROM forecasting.carbon_forecast',
    );
    // Time stands still soon after the newest forecast, so that both look at the same hours.
    const hour = Math.floor((rows[0]?.newest.getTime() ?? NaN) / HOUR_MS) * HOUR_MS;
    const clock = new Date(hour + 2 * HOUR_MS + 60_000).toISOString();
    await suite.restart({ ECOBE_CLOCK: clock, ECOBE_CLOCK_SPEED: '0.01' });
    const expected = await judgedBySql(clock);
    const count = expected.get('all')?.hourCount ?? NaN;
    expect(count).toBeGreaterThan(300);
    const found = await until(({ overall }) => overall.hourCount === count, 60);
    const parts: [string, Figures | undefined][] = [
      ['all', found.overall],
      ['first hours', found.firstHours],
      ...found.buckets.map((bucket): [string, Figures] => [`day ${bucket.fromLeadHours / 24}`, bucket]),
    ];
    for (const [part, figures] of parts) {
      const own = expected.get(part);
      expect([part, figures?.hourCount, figures?.zeroHourCount]).toEqual([
        part,
        own?.hourCount ?? 0,
        own?.zeroHourCount ?? 0,
      ]);
      if (own === undefined) continue;
      for (const name of FIGURES)
        expect([part, name, near(figures?.[name], own[name])]).toEqual([part, name, true]);
    }
    expect(found.overall.zeroHourCount).toBeGreaterThan(0);
    expect(found.period.end).toBe(new Date(hour + 2 * HOUR_MS).toISOString());
  });

  it('counts what it left out', async () => {
    const { excluded } = await accuracy();
    const counts = Object.fromEntries(excluded.map(({ code, hourCount }) => [code, hourCount]));
    const { rows } = await database.query<{ code: string; hourCount: number }>(LEFT_OUT, [
      (await accuracy()).period.end,
    ]);
    expect(counts).toEqual(Object.fromEntries(rows.map(({ code, hourCount }) => [code, hourCount])));
    expect(counts['NO_TRUTH']).toBeGreaterThan(0);
  });

  it('has the gauges of drift among its metrics', async () => {
    const metrics = await (await fetch(`${suite.url}/metrics`)).text();
    expect(metrics).toContain('# TYPE ecobe_forecast_skill gauge');
    expect(metrics).toContain('# TYPE ecobe_forecast_drifting gauge');
  });
});

const FIGURES = [
  ...(['mapePercent', 'seasonalNaiveMapePercent', 'skill'] as const),
  ...(['maeGPerKwh', 'seasonalNaiveMaeGPerKwh', 'coveragePercent'] as const),
];

/** Answers are rounded to two decimals, and forecasts are kept in four bytes. */
const near = (one: number | null | undefined, other: number | null): boolean =>
  one === other || (typeof one === 'number' && other !== null && Math.abs(one - other) <= 0.011);

/** Every hour that a forecast said and that is over, with its truth and the newest value of its hour of day at the issue. */
const HOURS_SAID = `
  WITH truth AS (
    SELECT stored.valid_at AS at, stored.carbon_intensity_g_per_kwh AS a
      FROM ingestion.series JOIN ingestion.carbon_intensity AS stored ON stored.series_id = series.id
     WHERE series.zone = 'DE' AND series.basis = 'direct' AND NOT series.is_simulated
       AND stored.valid_at + interval '1 hour' <= $1
  ), issued AS (
    SELECT *, row_number() OVER (PARTITION BY valid_from ORDER BY issued_at) = 1 AS is_first
      FROM forecasting.carbon_forecast WHERE zone = 'DE' AND basis = 'direct'
  ), said AS (
    SELECT is_first, valid_from AS o, valid_from + (number - 1) * interval '1 hour' AS at,
           (number - 1)::integer AS lead, f, p10, p90
      FROM issued, unnest(values_g_per_kwh, p10_g_per_kwh, p90_g_per_kwh) WITH ORDINALITY AS hour(f, p10, p90, number)
  ), judged AS (
    SELECT said.*, truth.a, naive.s
      FROM said
      LEFT JOIN truth USING (at)
      LEFT JOIN LATERAL (
        SELECT past.a AS s FROM truth AS past
         WHERE past.at < said.o AND past.at >= said.o - interval '168 hours'
           AND extract(epoch FROM said.at - past.at)::bigint % 86400 = 0
         ORDER BY past.at DESC LIMIT 1
      ) AS naive ON true
     WHERE said.at + interval '1 hour' <= $1 AND lead < 96
  )`;

const JUDGED = `${HOURS_SAID}
  SELECT part, count(*)::integer AS "hourCount", count(*) FILTER (WHERE a = 0)::integer AS "zeroHourCount",
         100 * avg(abs(f - a) / nullif(a, 0)) AS "mapePercent",
         100 * avg(abs(s - a) / nullif(a, 0)) AS "seasonalNaiveMapePercent",
         1 - avg(abs(f - a) / nullif(a, 0)) / avg(abs(s - a) / nullif(a, 0)) AS skill,
         avg(abs(f - a)) AS "maeGPerKwh", avg(abs(s - a)) AS "seasonalNaiveMaeGPerKwh",
         (100.0 * count(*) FILTER (WHERE a BETWEEN p10 AND p90) / count(*))::double precision AS "coveragePercent"
    FROM judged,
         LATERAL (VALUES ('all'), ('day ' || lead / 24), (CASE WHEN lead < 6 THEN 'first hours' END)) AS parts(part)
   WHERE is_first AND a IS NOT NULL AND s IS NOT NULL AND part IS NOT NULL
   GROUP BY part`;

const LEFT_OUT = `${HOURS_SAID}
  SELECT CASE WHEN NOT is_first THEN 'REPEATED' WHEN a IS NULL THEN 'NO_TRUTH' ELSE 'NO_BASELINE' END AS code,
         count(*)::integer AS "hourCount"
    FROM judged WHERE NOT is_first OR a IS NULL OR s IS NULL
   GROUP BY code`;
