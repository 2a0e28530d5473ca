import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

jest.setTimeout(300_000);

const ROOT = path.resolve(__dirname, '..');
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2021, 2, 1);
const DAYS = 160;
const PERIOD = ['--period', '2021-07-01..2021-07-31'];

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const bench = (...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const program = ['--require', './test/support/typescript-hook.cjs', 'bench/forecast.bench.ts', ...args];
    execFile(process.execPath, program, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

interface ZoneFigures extends Record<'day1' | 'day2' | 'day3' | 'day4' | 'mean4' | 'trainSeconds', number> {
  readonly naive: Readonly<Record<'mean4', number>>;
}

interface Figures {
  readonly zones: Readonly<Record<string, ZoneFigures>>;
  readonly mean: ZoneFigures;
}

/** What does not depend on how fast or busy the computer is. */
function scoresOf(figures: ZoneFigures): object {
  const measured = ['trainSeconds', 'serveMs', 'peakMegabytes'];
  return Object.fromEntries(Object.entries(figures).filter(([key]) => !measured.includes(key)));
}

/** A grid of gas and sun, whose sun shines a little less on every third day. */
function csv(days: number, edit: (line: string, index: number) => string = (line) => line): string {
  const header = 'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct,nat_gas,solar,wx_dswrf_wm2';
  const lines = Array.from({ length: days * 24 }, (_, hour) => {
    const day = Math.floor(hour / 24);
    const height = Math.max(0, Math.sin((2 * Math.PI * ((hour % 24) - 6)) / 24));
    const radiation = 800 * height * (day % 3 === 0 ? 0.7 : 1);
    const solar = 5 * radiation;
    const gas = 9000 + 500 * Math.sin(day) - solar;
    const lifecycle = (490 * gas + 45 * solar) / (gas + solar);
    const at = new Date(START_MS + hour * HOUR_MS).toISOString().replace('.000', '');
    return edit(
      `${at},${lifecycle.toFixed(2)},${((370 * gas) / (gas + solar)).toFixed(2)},${gas},${solar},${radiation}`,
      hour,
    );
  });
  return `${[header, ...lines].join('\n')}\n`;
}

describe('bench:forecast', () => {
  let folder: string;
  let wrongCount = 0;
  const folderOf = async (name: string, files: Record<string, string | Buffer>) => {
    await mkdir(path.join(folder, name));
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, name, file), text);
    return path.join(folder, name);
  };
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ecobe-forecast-bench-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('trains, scores and writes figures of zones that it has never seen', async () => {
    const data = await folderOf('two', { 'ONE.csv': csv(DAYS), 'TWO.csv.gz': gzipSync(csv(DAYS)) });
    const json = path.join(folder, 'figures.json');
    const ran = await bench('--data', data, ...PERIOD, '--json', json);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['zone', 'ONE', 'TWO', 'mean']),
    );
    const { zones, mean } = JSON.parse(await readFile(json, 'utf8')) as Figures;
    const { ONE: one, TWO: two, ...others } = zones;
    expect(others).toEqual({});
    if (one === undefined || two === undefined) throw new Error('a zone is missing');
    expect(one).toMatchObject({ origins: 28, fallbacks: 0 });
    // The same hours, once plain and once packed.
    expect(scoresOf(two)).toEqual(scoresOf(one));
    expect(scoresOf(mean)).toEqual(scoresOf(one));
    expect(one.mean4).toBeCloseTo((one.day1 + one.day2 + one.day3 + one.day4) / 4, 9);
    expect(one.mean4).toBeGreaterThan(0);
    expect(one.mean4).toBeLessThan(one.naive.mean4);
    expect(one.trainSeconds).toBeGreaterThan(0);
  });

  it('runs the intraday protocol of a rule on direct factors without weather', async () => {
    const data = await folderOf('intraday', { 'ONE.csv': csv(DAYS) });
    const args = ['--model', 'profile-7d', '--intraday', '--factors', 'direct', '--weather', 'none'];
    const ran = await bench('--data', data, ...PERIOD, ...args);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^profile-7d@1, .* weather none, direct factors, .* 117 origins\n.*\nONE /);
  });

  it('counts hours without a line as unknown, and says so', async () => {
    const gappy = csv(DAYS)
      .split('\n')
      .filter((_, line) => line < 2000 || line > 2004);
    const data = await folderOf('gappy', { 'ONE.csv': gappy.join('\n') });
    const ran = await bench('--data', data, ...PERIOD, '--model', 'persistence');
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/ONE\.csv: 5 hours have no line/) });
  });

  it.each<[string, string, RegExp]>([
    [
      'an hour twice',
      '2021-03-01T04:00:00Z,400,300,9000,0,0',
      /bad\.csv, line 7: 2021-03-01T04:00:00.000Z is there twice/,
    ],
    [
      'a step back',
      '2021-03-01T03:00:00Z,400,300,9000,0,0',
      /line 7: 2021-03-01T03.* comes after 2021-03-01T04/,
    ],
    [
      'half an hour',
      '2021-03-01T05:30:00Z,400,300,9000,0,0',
      /line 7: "2021-03-01T05:30:00Z" is no full hour/,
    ],
    ['a local time', '2021-03-01T05:00:00+02:00,400,300,9000,0,0', /line 7: .* is no full hour in UTC/],
    ['text for a number', '2021-03-01T05:00:00Z,400,300,many,0,0', /line 7: nat_gas "many" is no number/],
    [
      'a negative intensity',
      '2021-03-01T05:00:00Z,-4,300,9000,0,0',
      /line 7: carbon_intensity_lifecycle "-4" is no/,
    ],
    ['a cell too few', '2021-03-01T05:00:00Z,400,300,9000,0', /line 7: 5 cells, the header has 6/],
  ])('refuses %s by file and line', async (name, bad, message) => {
    const data = await folderOf(name.replaceAll(' ', '-'), {
      'bad.csv': csv(DAYS, (line, hour) => (hour === 5 ? bad : line)),
    });
    expect(await bench('--data', data)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
  });

  it.each<[string, string[], RegExp]>([
    ['no folder', [], /--data/],
    ['a folder that is not there', ['--data', 'no-such-folder'], /folder no-such-folder cannot be read/],
    ['a folder without files', ['--data', 'bench'], /no \.csv or \.csv\.gz file in bench/],
    ['an unknown zone', ['--zones', 'ONE,XX'], /no file of zone "XX"; there are ONE/],
    ['an unknown period', ['--period', '2021H3'], /period "2021H3" is none of 2021H2, 2022H2/],
    ['a day that is none', ['--period', '2021-02-30..2021-03-05'], /none of/],
    [
      'a period outside of the file',
      ['--period', '2022H2'],
      /no zone can be tested\n.*ONE is left out: .* 2022H2/,
    ],
    ['an unknown weather mode', ['--weather', 'day2'], /Allowed choices are day1, rolling, none/],
    ['unknown factors', ['--factors', 'marginal'], /Allowed choices are lifecycle, direct/],
    ['an unknown model', ['--model', 'oracle'], /no model is named "oracle"; there are .*profile-7d@1/],
    ['no lane', ['--lanes', '0'], /a whole number from 1 to 64/],
  ])('ends with exit code 1 and a sentence for %s', async (_name, args, message) => {
    const data = await folderOf(`wrong-${wrongCount++}`, { 'ONE.csv': csv(2) });
    const withData = args.includes('--data') || args.length === 0 ? args : ['--data', data, ...args];
    const ran = await bench(...withData);
    expect(ran).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(message) });
    expect(ran.stderr).not.toMatch(/ at .*\.ts:/);
  });
});
