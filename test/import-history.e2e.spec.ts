import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ecobe } from './support/ecobe-command';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const CLOCK = '2021-11-15T12:00:00Z';
const HOUR_MS = 3_600_000;
const FIRST_MS = Date.parse('2021-10-10T00:00:00Z');
const HOURS = 60 * 24;

/** Intensity and generation of a made-up grid: 300 g by night, 200 g by day, and 9 g more each day. */
const lifecycleAt = (atMs: number): number =>
  (new Date(atMs).getUTCHours() < 8 ? 300 : 200) + 9 * Math.floor((atMs - FIRST_MS) / (24 * HOUR_MS));
const lines = Array.from({ length: HOURS }, (_, index) => {
  const atMs = FIRST_MS + index * HOUR_MS;
  const lifecycle = lifecycleAt(atMs);
  return `${new Date(atMs).toISOString()},${lifecycle},${lifecycle - 50},1000,500,3.2,281.1`;
});
const HEADER =
  'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct,coal,wind,wx_wind_speed_ms,wx_temperature_k';
const FILE = [HEADER, ...lines].join('\n');

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

describe('history import on a running suite that lives in the past', () => {
  let suite: TestSuite;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ecobe-import-'));
    await writeFile(path.join(folder, 'DE.csv.gz'), gzipSync(FILE));
    await writeFile(path.join(folder, 'bad.csv'), FILE.replace('2021-10-10T04:00:00.000Z', 'half past four'));
    suite = await startSuite({ env: { ECOBE_CLOCK: CLOCK, NODE_ENV: 'development' } });
  });
  afterAll(async () => {
    await suite.stop();
    await rm(folder, { recursive: true });
  });

  const get = async (url: string): Promise<Answer> => {
    const answer = await fetch(`${suite.url}/api/v1/${url}`);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const importFile = (name: string, zone = 'DE') =>
    ecobe(suite, 'import', '--zone', zone, '--file', path.join(folder, name));
  const untilReal = async (url: string): Promise<Answer> => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answer = await get(url);
      if (answer.status === 200 && answer.body['quality'] !== 'simulated') return answer;
      await sleep(100);
    }
    throw new Error(`${url} stays simulated`);
  };

  it('imports nothing of a file with a bad line, and names it', async () => {
    const { code, output } = await importFile('bad.csv');
    expect(code).toBe(1);
    expect(output).toContain('1 bad line; nothing was imported');
    expect(output).toContain('line 6: "half past four" is no date and time');
    expect((await get('zones/DE/carbon-intensity')).body['quality']).toBe('simulated');
  });

  it('refuses a zone that does not exist', async () => {
    const { code, output } = await importFile('DE.csv.gz', 'DEU');
    expect([code, output]).toEqual([1, expect.stringContaining('"DEU" is no zone')]);
  });

  it('imports the whole file, which the running suite takes in at once', async () => {
    const { code, output } = await importFile('DE.csv.gz');
    expect(output).toContain('carbon intensity 2,880, generation 1,440, weather runs 60');
    expect(code).toBe(0);
    const { body } = await untilReal('zones/DE/carbon-intensity');
    const at = Date.parse('2021-11-15T11:00:00Z');
    expect(body).toMatchObject({
      zone: 'DE',
      carbonIntensity: lifecycleAt(at),
      source: 'history-import',
      quality: 'measured',
      validAt: '2021-11-15T11:00:00.000Z',
    });
  });

  it('adds nothing the second time, and says so', async () => {
    const { code, output } = await importFile('DE.csv.gz');
    expect([code, output]).toEqual([0, expect.stringContaining('Nothing new for DE: 0 rows added')]);
  });

  it('shows nothing of the file that lies in the future', async () => {
    const { body } = await get(
      'zones/DE/carbon-intensity/history?start=2021-11-15T09:00:00Z&end=2021-11-16T00:00:00Z&basis=direct',
    );
    const points = body['points'] as { validAt: string; carbonIntensity: number }[];
    expect(points.map(({ validAt }) => validAt.slice(11, 16))).toEqual(['09:00', '10:00', '11:00']);
    expect(points[0]?.carbonIntensity).toBe(lifecycleAt(Date.parse('2021-11-15T09:00:00Z')) - 50);
  });

  it('shows three real hours for what they are, and refuses to forecast from them', async () => {
    const hours = lines.filter((line) => /^2021-11-15T(09|10|11)/.test(line));
    await writeFile(path.join(folder, 'FR.csv'), [HEADER, ...hours].join('\n'));
    expect((await get('forecasts/FR')).body['quality']).toBe('simulated');
    expect((await importFile('FR.csv', 'FR')).code).toBe(0);
    expect((await untilReal('zones/FR/carbon-intensity')).body['quality']).toBe('measured');
    expect(await get('forecasts/FR')).toMatchObject({
      status: 503,
      body: {
        code: 'FORECAST_UNAVAILABLE',
        detail: 'Zone FR cannot be forecast yet: 3 known hours of history, at least 24 are needed.',
      },
    });
  });

  it('forecasts and finds windows from that history', async () => {
    const forecast = await untilReal('forecasts/DE?horizonHours=48');
    expect(forecast.body).toMatchObject({ source: 'history-import', quality: 'forecast' });
    expect(forecast.body['points']).toHaveLength(48);
    const { body } = await untilReal('forecasts/DE/optimal-window?durationHours=4&lookAheadHours=24');
    // the night from 00 to 08 UTC is the dear part of this grid's day
    const startHour = new Date(body['startTime'] as string).getUTCHours();
    expect(startHour === 0 || startHour >= 8).toBe(true);
  });

  it('draws the forecast in the terminal and as a file', async () => {
    await untilReal('forecasts/DE');
    const svg = path.join(folder, 'de.svg');
    const drawn = await ecobe(suite, 'forecast', 'DE', '--plot', '--svg', svg, '--url', suite.url);
    expect(drawn.code).toBe(0);
    expect(drawn.output).toContain('DE  gCO2eq/kWh (lifecycle, average)');
    expect(drawn.output).toMatch(/DE, forecast by .+ from history-import, issued 2021-11-15/);
    expect(await readFile(svg, 'utf8')).toMatch(/^<svg [^]*<path d="M[^]*<\/svg>\n$/);
    expect((await ecobe(suite, 'forecast', 'XX', '--url', suite.url)).code).toBe(1);
  });
});
