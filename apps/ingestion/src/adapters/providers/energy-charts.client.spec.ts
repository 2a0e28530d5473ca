import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import {
  NOW_MS,
  carbonSourceConformance,
  faultOf,
  providerBench,
} from './testing/carbon-source.conformance.fixture';
import type { Asked, Reply } from './testing/provider-server.fixture';
import { EnergyChartsClient } from './energy-charts.client';

const quarters = (atMs: number, count: number) =>
  Array.from({ length: count }, (_, index) => (atMs + index * 15 * MINUTE_MS) / 1000);
const answer = (_: Asked, atMs: number): Reply => ({
  body: {
    unix_seconds: quarters(atMs, 5),
    co2eq: [491.5, 497.4, 502.6, 500, null],
    co2eq_forecast: [null, null, null, null, 505],
    deprecated: false,
  },
});
const subject = {
  zone: 'DE',
  bases: ['lifecycle' as const],
  source: (...args: ConstructorParameters<typeof EnergyChartsClient>) => new EnergyChartsClient(...args),
  answer,
};

carbonSourceConformance('Energy-Charts', subject);

describe('Energy-Charts', () => {
  const bench = providerBench(subject);
  const AT = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;

  it('asks for the country in small letters', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await bench.source.fetchLatest('DE');
    expect(bench.server.asked[0]?.path).toBe('/co2eq');
    expect(Object.fromEntries(bench.server.asked[0]?.query ?? [])).toEqual({
      country: 'de',
      start: '2026-01-15T06:20Z',
      end: '2026-01-15T12:20Z',
    });
  });

  it('stores what was observed, and no forecast', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    const { candidates } = await bench.source.fetchLatest('DE');
    expect(candidates.map((c) => [c.validAtMs - AT, c.carbonIntensityGPerKwh])).toEqual([
      [0, 491.5],
      [15 * MINUTE_MS, 497.4],
      [30 * MINUTE_MS, 502.6],
      [45 * MINUTE_MS, 500],
    ]);
    expect(candidates[0]).toMatchObject({ resolutionMinutes: 15, quality: 'estimated', basis: 'lifecycle' });
  });

  it.each([
    ['only nulls', { unix_seconds: quarters(AT, 2), co2eq: [null, null] }],
    ['empty arrays', { unix_seconds: [], co2eq: [] }],
    ['arrays of different length', { unix_seconds: quarters(AT, 2), co2eq: [1] }],
    ['days instead of quarters', { unix_seconds: [AT / 1000, AT / 1000 + 86_400], co2eq: [1, 2] }],
  ])('refuses %s', async (_, body) => {
    bench.server.replies(() => ({ body }));
    expect((await faultOf(bench.source.fetchLatest('DE'))).kind).toBe('malformed');
  });

  it('leaves out countries of several zones', () => {
    expect(['FR', 'SE-SE3', 'SE', 'IT-NO', 'US'].map((zone) => bench.source.covers(zone))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
