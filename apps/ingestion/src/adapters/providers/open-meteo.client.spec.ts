import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { EnergyChartsClient } from './energy-charts.client';
import { OpenMeteoPreviousRunsClient } from './open-meteo-previous-runs.client';
import { OpenMeteoClient } from './open-meteo.client';
import { CLOCK, NOW_MS, faultOf, providerBench } from './testing/carbon-source.conformance.fixture';
import type { Asked } from './testing/provider-server.fixture';

const DAY = Date.UTC(2026, 0, 15);
const TIMES = ['2026-01-15T00:00', '2026-01-15T01:00', '2026-01-15T02:00'];
const HOURLY = {
  time: TIMES,
  wind_speed_10m: [3.1, null, 9],
  temperature_2m: [-1.15, 0, 9],
  dew_point_2m: [-2, null, 9],
  shortwave_radiation: [7, 0, 12],
  precipitation: [7, 0.3, 0],
};
/** SI is one point, DK-DK1 three. */
const place = (hourly: object) => ({ latitude: 46, longitude: 15, hourly_units: {}, hourly });

describe('Open-Meteo', () => {
  const bench = providerBench({ source: (...args) => new EnergyChartsClient(...args) });
  const forecast = (zone = 'SI') => new OpenMeteoClient(bench.client, CLOCK).fetchForecast(zone);

  it('reads hours in our units, a gap as null, and radiation and rain of the hour that they fell in', async () => {
    bench.server.replies(() => ({ body: place(HOURLY) }));
    expect(await forecast()).toEqual({
      zone: 'SI',
      source: 'open-meteo',
      issuedAtMs: NOW_MS,
      knownAtMs: NOW_MS,
      startMs: DAY,
      hours: {
        windSpeedMs: [3.1, null],
        temperatureK: [272, 273.15],
        dewpointK: [271.15, null],
        shortwaveRadiationWPerM2: [0, 12],
        precipitationMm: [0.3, 0],
      },
    });
    const query = bench.server.asked[0]?.query;
    expect([query?.get('wind_speed_unit'), query?.get('timezone')]).toEqual(['ms', 'UTC']);
  });

  it('asks for all towns of a large zone at once, and weights what they know', async () => {
    const winds = [
      [2, 4, 0],
      [4, null, 0],
      [9, null, 0],
    ];
    bench.server.replies(() => ({ body: winds.map((wind) => place({ ...HOURLY, wind_speed_10m: wind })) }));
    const { hours } = await forecast('DK-DK1');
    // of the second hour one town of three knows the wind: too few to speak for the zone
    expect(hours.windSpeedMs).toEqual([5, null]);
    const query = bench.server.asked[0]?.query;
    expect([query?.get('latitude'), query?.get('longitude')]).toEqual([
      '55.48,56.16,57.05',
      '8.46,10.2,9.92',
    ]);
  });

  it.each([
    ['columns of different length', place({ ...HOURLY, precipitation: [1] })],
    ['no hours', place(Object.fromEntries(Object.keys(HOURLY).map((name) => [name, []])))],
    ['a variable missing', place({ ...HOURLY, precipitation: undefined })],
    ['times that jump', place({ ...HOURLY, time: [TIMES[0], TIMES[2], TIMES[1]] })],
    ['no times', place({ ...HOURLY, time: ['a', 'b', 'c'] })],
    ['two places for one', [place(HOURLY), place(HOURLY)]],
    ['text for numbers', place({ ...HOURLY, wind_speed_10m: ['1', '2', '3'] })],
    ['an error with status 200', { error: true, reason: 'no' }],
  ])('refuses %s', async (_, body) => {
    bench.server.replies(() => ({ body }));
    expect((await faultOf(forecast())).kind).toBe('malformed');
  });

  it('refuses one place for three, and three of other hours', async () => {
    bench.server.replies(() => ({ body: place(HOURLY) }));
    expect((await faultOf(forecast('DK-DK1'))).message).toContain('1 places for 3');
    const later = place({ ...HOURLY, time: TIMES.map((time) => time.replace('15T', '16T')) });
    bench.server.replies(() => ({ body: [place(HOURLY), place(HOURLY), later] }));
    expect((await faultOf(forecast('DK-DK1'))).kind).toBe('malformed');
  });

  it('passes on why it was refused, and what is over its limits', async () => {
    bench.server.replies(() => ({ status: 400, body: { error: true, reason: 'bad latitude' } }));
    expect((await faultOf(forecast())).message).toContain('bad latitude');
    bench.server.replies(() => ({ status: 429, body: { error: true, reason: 'Daily limit exceeded' } }));
    expect((await faultOf(forecast())).kind).toBe('rate-limited');
  });
});

describe("Open-Meteo's previous runs", () => {
  const bench = providerBench({ source: (...args) => new EnergyChartsClient(...args) });
  const fetchRuns = (startMs: number, endMs: number, zone = 'SI') =>
    new OpenMeteoPreviousRunsClient(bench.client).fetchRuns(zone, { startMs, endMs });

  /** Whose wind says how many hours before its own the value was issued, and by a tenth which hour of the day it is. */
  function answer({ query }: Asked, known: (validAtMs: number) => boolean = () => true) {
    const startMs = Date.parse(`${query.get('start_date') ?? ''}Z`);
    const endMs = Date.parse(`${query.get('end_date') ?? ''}Z`) + DAY_MS;
    const instants = Array.from({ length: (endMs - startMs) / HOUR_MS }, (_, h) => startMs + h * HOUR_MS);
    const columns = (query.get('hourly') ?? '').split(',').map((name) => {
      const hoursBack = Number(name.at(-1)) * 24;
      const value = (atMs: number) => hoursBack + new Date(atMs).getUTCHours() / 100;
      return [name, instants.map((atMs) => (known(atMs) ? value(atMs) : null))] as const;
    });
    const time = instants.map((atMs) => new Date(atMs).toISOString().slice(0, 16));
    return place({ time, ...Object.fromEntries(columns) });
  }

  it('puts together of each day a run in which nothing was issued after 00 UTC of that day', async () => {
    bench.server.replies((asked) => ({ body: answer(asked) }));
    const runs = await fetchRuns(DAY, DAY + 2 * DAY_MS);
    expect(runs.map(({ issuedAtMs, knownAtMs, startMs }) => [issuedAtMs, knownAtMs, startMs])).toEqual(
      [DAY, DAY + DAY_MS].map((dayMs) => [dayMs, dayMs, dayMs + HOUR_MS]),
    );
    for (const run of runs) {
      expect(run.hours.windSpeedMs).toHaveLength(120);
      for (const [index, wind] of run.hours.windSpeedMs.entries()) {
        const validAtMs = run.startMs + index * HOUR_MS;
        const hoursBack = Math.floor(wind ?? 0);
        expect(Math.round(((wind ?? 0) - hoursBack) * 100)).toBe(new Date(validAtMs).getUTCHours());
        expect(validAtMs - hoursBack * HOUR_MS).toBeLessThanOrEqual(run.issuedAtMs);
        expect(validAtMs - hoursBack * HOUR_MS).toBeGreaterThan(run.issuedAtMs - DAY_MS);
      }
    }
    const query = bench.server.asked[0]?.query;
    expect([query?.get('start_date'), query?.get('end_date')]).toEqual(['2026-01-15', '2026-01-21']);
    expect(query?.get('hourly')?.split(',')).toHaveLength(25);
    expect(query?.get('hourly')).toContain('temperature_2m_previous_day1,');
  });

  it('has no run of a day of which the archive knows nothing', async () => {
    bench.server.replies((asked) => ({ body: answer(asked, (validAtMs) => validAtMs > DAY + 6 * DAY_MS) }));
    const runs = await fetchRuns(DAY, DAY + 3 * DAY_MS);
    expect(runs.map(({ issuedAtMs }) => (issuedAtMs - DAY) / DAY_MS)).toEqual([1, 2]);
    expect(runs[0]?.hours.windSpeedMs.slice(0, 119).every((value) => value === null)).toBe(true);
  });

  it('refuses an answer without a variable, and passes on why it was refused', async () => {
    bench.server.replies((asked) => {
      const { hourly, ...rest } = answer(asked);
      return { body: { ...rest, hourly: { ...hourly, wind_speed_10m_previous_day3: undefined } } };
    });
    expect((await faultOf(fetchRuns(DAY, DAY + DAY_MS))).message).toContain('wind_speed_10m_previous_day3');
    bench.server.replies(() => ({ status: 400, body: { error: true, reason: 'out of allowed range' } }));
    expect((await faultOf(fetchRuns(DAY, DAY + DAY_MS))).message).toContain('out of allowed range');
  });
});
