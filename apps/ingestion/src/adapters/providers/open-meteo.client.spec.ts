import { CLOCK, NOW_MS, faultOf, providerBench } from './testing/carbon-source.conformance.fixture';
import { EnergyChartsClient } from './energy-charts.client';
import { OpenMeteoClient } from './open-meteo.client';

const HOURLY = {
  time: ['2026-01-15T00:00', '2026-01-15T01:00'],
  wind_speed_10m: [3.1, null],
  temperature_2m: [-1.15, 0],
  dew_point_2m: [-2, null],
  shortwave_radiation: [0, 12],
  precipitation: [0.3, 0],
};

describe('Open-Meteo', () => {
  const bench = providerBench({ source: (...args) => new EnergyChartsClient(...args) });
  const forecast = (zone = 'DE') => new OpenMeteoClient(bench.client, CLOCK).fetchForecast(zone);

  it('reads hours in our units, a gap as null', async () => {
    bench.server.replies(() => ({ body: { latitude: 51, longitude: 10, hourly_units: {}, hourly: HOURLY } }));
    expect(await forecast()).toEqual([
      {
        zone: 'DE',
        point: 'centre',
        source: 'open-meteo',
        validAtMs: Date.UTC(2026, 0, 15),
        issuedAtMs: NOW_MS,
        knownAtMs: NOW_MS,
        windSpeedMs: 3.1,
        temperatureK: 272,
        dewpointK: expect.closeTo(271.15, 9) as number,
        shortwaveRadiationWPerM2: 0,
        precipitationMm: 0.3,
      },
      expect.objectContaining({ windSpeedMs: null, dewpointK: null, temperatureK: 273.15 }),
    ]);
    const query = bench.server.asked[0]?.query;
    expect([query?.get('wind_speed_unit'), query?.get('timezone')]).toEqual(['ms', 'UTC']);
  });

  it.each([
    ['columns of different length', { hourly: { ...HOURLY, precipitation: [1] } }],
    ['no hours', { hourly: Object.fromEntries(Object.keys(HOURLY).map((name) => [name, []])) }],
    ['an error with status 200', { error: true, reason: 'no' }],
  ])('refuses %s', async (_, body) => {
    bench.server.replies(() => ({ body }));
    expect((await faultOf(forecast())).kind).toBe('malformed');
  });

  it('passes on why it was refused', async () => {
    bench.server.replies(() => ({ status: 400, body: { error: true, reason: 'bad latitude' } }));
    expect((await faultOf(forecast())).message).toContain('bad latitude');
  });
});
