import { HOUR_MS } from '@ecobe/carbon';
import { FakeObservationStore } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import { ImportRefusedError } from './history-import';
import { readInstant } from './history-layout';
import { ImportHistoryUseCase } from './import-history.use-case';
import type { HistoryLine } from './history-import';

const HEADER =
  'datetime_utc,carbon_intensity_lifecycle,carbon_intensity_direct,coal,nat_gas,solar,wx_wind_speed_ms,wx_temperature_k';
const EMAPS =
  'Datetime (UTC),Country,Zone Name,Zone Id,Carbon Intensity gCO₂eq/kWh (direct),Carbon Intensity gCO₂eq/kWh (LCA),Low Carbon Percentage,Data Source,Data Estimated';
const EMAPS_NEWER =
  'Datetime (UTC),Country,Zone name,Zone id,Carbon intensity gCO₂eq/kWh (direct),Carbon intensity gCO₂eq/kWh (Life cycle),Data estimated';

async function* linesOf(...rows: string[]): AsyncGenerator<HistoryLine> {
  for (const [index, row] of rows.entries()) {
    yield await Promise.resolve({ line: index + 1, cells: row.split(',') });
  }
}

describe('import history', () => {
  let store: FakeObservationStore;
  let useCase: ImportHistoryUseCase;
  beforeEach(() => {
    store = new FakeObservationStore();
    useCase = new ImportHistoryUseCase(store, new FakeClock(Date.UTC(2026, 0, 1)));
  });
  const run = (rows: string[], changes: { zone?: string; skipBadLines?: boolean } = {}) =>
    useCase.run({ zone: 'DE', skipBadLines: false, ...changes, lines: linesOf(...rows) });
  const refusal = async (rows: string[]): Promise<ImportRefusedError> => {
    const error: unknown = await run(rows).catch((caught: unknown) => caught);
    if (!(error instanceof ImportRefusedError)) throw new Error('was not refused');
    expect(store.carbonIntensity).toEqual([]);
    return error;
  };
  const GOOD = [
    '2021-11-15T10:00:00Z,354.59,279.13,100,50,,2.5,273',
    '2021-11-15T11:00:00Z,300,200,90,40,0,,',
  ];

  it('keeps both bases, generation and weather, each known only when its hour has ended', async () => {
    const summary = await run([HEADER, ...GOOD]);
    expect(summary.added).toEqual({ carbonIntensity: 4, generation: 2, weather: 1 });
    expect(summary.span).toEqual({
      firstMs: Date.UTC(2021, 10, 15, 10),
      lastMs: Date.UTC(2021, 10, 15, 11),
    });
    expect(store.carbonIntensity[0]).toEqual({
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      validAtMs: Date.UTC(2021, 10, 15, 10),
      knownAtMs: Date.UTC(2021, 10, 15, 11),
      resolutionMinutes: 60,
      carbonIntensityGPerKwh: 354.59,
      source: 'history-import',
      quality: 'measured',
    });
    expect(store.carbonIntensity[1]).toMatchObject({ basis: 'direct', carbonIntensityGPerKwh: 279.13 });
    expect(store.generation.map(({ mw }) => [mw.coal, mw.gas, mw.solar, mw.nuclear])).toEqual([
      [100, 50, null, null],
      [90, 40, 0, null],
    ]);
    const [weather] = store.weather;
    expect(weather).toMatchObject({ source: 'gfs-history', issuedAtMs: Date.UTC(2021, 10, 15) });
    expect([
      weather?.hours.windSpeedMs[10],
      weather?.hours.temperatureK[10],
      weather?.hours.dewpointK[10],
    ]).toEqual([2.5, 273, null]);
  });

  it('dates the weather of a UTC day to the run of its first hour, that hour included', async () => {
    const hours = ['2021-11-14T23', '2021-11-15T00', '2021-11-15T23'].map(
      (hour) => `${hour}:00:00Z,1,1,,,,2,`,
    );
    await run([HEADER, '2021-11-14T22:00:00Z,1,1,,,,2,', ...hours]);
    const runs = store.weather.map(({ issuedAtMs, knownAtMs, startMs, hours }) => ({
      instants: new Set([issuedAtMs, knownAtMs, startMs]),
      hours: hours.windSpeedMs.flatMap((wind, hour) => (wind === null ? [] : hour)),
    }));
    expect(runs).toEqual([
      { instants: new Set([Date.UTC(2021, 10, 14)]), hours: [22, 23] },
      { instants: new Set([Date.UTC(2021, 10, 15)]), hours: [0, 23] },
    ]);
  });

  it('adds nothing the second time', async () => {
    await run([HEADER, ...GOOD]);
    expect((await run([HEADER, ...GOOD])).added).toEqual({ carbonIntensity: 0, generation: 0, weather: 0 });
  });

  it.each([
    ['of the first editions', EMAPS, 'false'],
    ['in plain ASCII', EMAPS.replaceAll('₂', '2'), 'false'],
  ])('reads yearly files of Electricity Maps %s', async (_, header, estimated) => {
    const row = (hour: string, direct: number, isEstimated: string) =>
      `2021-11-15 ${hour}:00:00,Germany,Germany,DE,${direct},350.5,40,entsoe,${isEstimated}`;
    const summary = await run([header, row('10', 250, estimated), row('11', 240, 'true')]);
    expect(summary.source).toBe('electricity-maps-history');
    const stored = store.carbonIntensity.map((o) => [
      o.basis,
      o.carbonIntensityGPerKwh,
      o.quality,
      o.validAtMs,
    ]);
    expect(stored).toEqual([
      ['lifecycle', 350.5, 'measured', Date.UTC(2021, 10, 15, 10)],
      ['direct', 250, 'measured', Date.UTC(2021, 10, 15, 10)],
      ['lifecycle', 350.5, 'estimated', Date.UTC(2021, 10, 15, 11)],
      ['direct', 240, 'estimated', Date.UTC(2021, 10, 15, 11)],
    ]);
  });

  it('reads the newer edition, and values of five minutes', async () => {
    await run([
      EMAPS_NEWER,
      '2024-01-01T00:00:00.000Z,Germany,Germany,DE,250,350,true',
      '2024-01-01T00:05:00.000Z,Germany,Germany,DE,,340,true',
    ]);
    expect(store.carbonIntensity.map((o) => [o.resolutionMinutes, o.knownAtMs - o.validAtMs])).toEqual([
      [5, HOUR_MS / 12],
      [5, HOUR_MS / 12],
      [5, HOUR_MS / 12],
    ]);
  });

  it.each([
    ['a time that is none', '2021-13-15T12:00:00Z,1,1,,,,,', 'no date and time'],
    ['a date that the calendar lacks', '2026-02-30T09:00:00Z,1,1,,,,,', '"2026-02-30T09:00:00Z" is no date'],
    ['29 February of a common year', '2021-02-29T09:00:00Z,1,1,,,,,', 'no date and time'],
    ['an hour 24', '2021-11-15T24:00:00Z,1,1,,,,,', 'no date and time'],
    ['an hour that is still to come', '2030-01-01T00:00:00Z,1,1,,,,,', 'its time is still to come'],
    ['negative generation', '2021-11-15T12:00:00Z,1,1,,,-5,,', 'solar: -5 is below 0'],
    ['negative weather', '2021-11-15T12:00:00Z,1,1,,,,-1,', 'wx_wind_speed_ms: -1 is below 0'],
    ['no number', '2021-11-15T12:00:00Z,abc,1,,,,,', '"abc" is no number'],
    ['a negative intensity', '2021-11-15T12:00:00Z,-1,1,,,,,', 'carbon_intensity_lifecycle: -1 is below 0'],
    ['a lifecycle intensity of zero', '2021-11-15T12:00:00Z,0,0,,,,,', 'is not-positive'],
    ['1e9 g/kWh', '2021-11-15T12:00:00Z,1e9,1,,,,,', 'is implausibly-high'],
    ['1e400', '2021-11-15T12:00:00Z,1e400,1,,,,,', 'is no number'],
    ['columns missing', '2021-11-15T12:00:00Z,1', 'has 2 columns, the header has 8'],
    ['no value', '2021-11-15T12:00:00Z,,,,,,,', 'holds no value'],
    ['a time off the grid', '2021-11-15T12:30:00Z,1,1,,,,,', '60-minute grid'],
    ['an hour twice', '2021-11-15T10:00:00Z,1,1,,,,,', 'stands on line 2 already'],
  ])('imports nothing of a file with %s, and names the line', async (_, bad, reason) => {
    const { message, badLines, badLineCount } = await refusal([HEADER, ...GOOD, bad]);
    expect(message).toContain('1 bad line; nothing was imported');
    expect(badLineCount).toBe(1);
    expect(badLines).toEqual([{ line: 4, reason: expect.stringContaining(reason) as string }]);
  });

  it.each([
    ['2021-11-15T11:00:00Z', 11],
    ['2021-11-15 11:00', 11],
    ['2021-11-15T11:00:00.000+01:00', 10],
    ['2021-11-15T06:30:00-0430', 11],
    ['2024-02-29T11:00:00Z', 11],
  ])('reads %s', (cell, hour) => {
    expect(new Date(readInstant(cell)).getUTCHours()).toBe(hour);
  });

  it('lists the first 20 bad lines and counts the rest', async () => {
    const { badLines, badLineCount } = await refusal([HEADER, ...GOOD, ...Array<string>(33).fill('x,1')]);
    expect([badLines.length, badLineCount, badLines.at(-1)?.line]).toEqual([20, 33, 23]);
  });

  it('imports the good lines when told to skip the bad ones', async () => {
    const summary = await run([HEADER, 'x,1', ...GOOD], { skipBadLines: true });
    expect(summary).toMatchObject({ linesRead: 3, badLineCount: 1, added: { carbonIntensity: 4 } });
  });

  it('refuses lines of another zone', async () => {
    const rows = [
      EMAPS_NEWER,
      '2024-01-01T00:00:00Z,F,F,FR,1,2,true',
      '2024-01-01T01:00:00Z,G,G,DE,1,2,true',
    ];
    expect((await refusal(rows)).badLines).toEqual([{ line: 2, reason: 'is of zone FR, not DE' }]);
  });

  it.each([
    ['an unknown header', ['a,b,c', '1,2,3'], 'no known layout'],
    ['nothing', [], 'empty'],
    ['one line', [HEADER, GOOD[0] ?? ''], 'fewer than two lines'],
    [
      'daily values',
      [HEADER, '2021-11-15T00:00:00Z,1,1,,,,,', '2021-11-16T00:00:00Z,1,1,,,,,'],
      '1440 minutes apart',
    ],
  ])('refuses a file of %s', async (_, rows, reason) => {
    expect((await refusal(rows)).message).toContain(reason);
  });
});
