import { HOUR_MS } from '@ecobe/carbon';
import { admit } from '../../features/record-observations/quality-gate';
import {
  NOW_MS,
  carbonSourceConformance,
  faultOf,
  providerBench,
} from './testing/carbon-source.conformance.fixture';
import type { Asked, Reply } from './testing/provider-server.fixture';
import { EiaClient } from './eia.client';

const endOfHour = (atMs: number): string => new Date(atMs + HOUR_MS).toISOString().slice(0, 13);
const row = (atMs: number, fueltype: string, value: number | string | null, respondent = 'CISO') => ({
  period: endOfHour(atMs),
  respondent,
  'respondent-name': 'California Independent System Operator',
  fueltype,
  'type-name': fueltype,
  value,
  'value-units': 'megawatthours',
});
const body = (data: unknown[], total: number | string = data.length): Reply => ({
  body: {
    response: { total, dateFormat: 'YYYY-MM-DD"T"HH24', frequency: 'hourly', data },
    apiVersion: '2.0.3',
  },
});
const answer = (_: Asked, atMs: number): Reply =>
  body([row(atMs, 'NG', 600), row(atMs, 'SUN', '300'), row(atMs, 'WAT', 100), row(atMs, 'BAT', -50)], '4');
const subject = {
  zone: 'US-CAL-CISO',
  bases: ['direct' as const, 'lifecycle' as const],
  source: (
    ...[http, clock]: [ConstructorParameters<typeof EiaClient>[0], ConstructorParameters<typeof EiaClient>[2]]
  ) => new EiaClient(http, 'key', clock),
  answer,
};

carbonSourceConformance('EIA', subject);

describe('EIA', () => {
  const bench = providerBench(subject);
  const AT = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;
  const latest = () => bench.source.fetchLatest('US-CAL-CISO');

  it('asks for hours without minutes', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await latest();
    expect(bench.server.asked[0]?.path).toBe('/v2/electricity/rto/fuel-type-data/data/');
    expect(Object.fromEntries(bench.server.asked[0]?.query ?? [])).toMatchObject({
      api_key: 'key',
      frequency: 'hourly',
      'facets[respondent][0]': 'CISO',
      start: '2026-01-14T01',
      end: '2026-01-15T12',
      length: '5000',
      offset: '0',
    });
  });

  it('weighs the mix with the factors of both bases, for the hour before its label', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    const { candidates, generation } = await latest();
    const byBasis = candidates.map((c) => [c.basis, c.carbonIntensityGPerKwh, c.validAtMs]);
    // (600 x 490 + 300 x 45 + 100 x 24) / 1000 and 600 x 370 / 1000
    expect(byBasis).toEqual([
      ['lifecycle', expect.closeTo(309.9, 6), AT],
      ['direct', expect.closeTo(222, 6), AT],
    ]);
    expect(candidates.map(({ quality }) => quality)).toEqual(['estimated', 'estimated']);
    expect(generation).toHaveLength(1);
    expect(generation[0]?.mw).toMatchObject({ gas: 600, solar: 300, hydro: 100, coal: null });
  });

  it('leaves out an hour that does not tell a weighty fuel yet', async () => {
    const earlier = AT - HOUR_MS;
    const rows = [
      row(earlier, 'NG', 600),
      row(earlier, 'SUN', 300),
      row(AT, 'NG', null),
      row(AT, 'SUN', 280),
    ];
    bench.server.replies(() => body(rows));
    const { candidates } = await latest();
    expect(new Set(candidates.map(({ validAtMs }) => validAtMs))).toEqual(new Set([earlier]));
  });

  it('counts the negative output of a plant at rest as unknown, not as generation', async () => {
    bench.server.replies(() => body([row(AT, 'NG', 100), row(AT, 'SUN', -3)]));
    const { candidates, generation } = await latest();
    expect(candidates[0]?.carbonIntensityGPerKwh).toBe(490);
    expect(generation[0]?.mw.solar).toBeNull();
  });

  it('believes a direct intensity of zero where the mix burns nothing', async () => {
    bench.server.replies(() => body([row(AT, 'WAT', 100), row(AT, 'NUC', 100)]));
    const { candidates } = await latest();
    const { admitted, rejected } = admit(candidates, 'US-CAL-CISO', NOW_MS);
    expect(admitted.map((o) => [o.basis, o.carbonIntensityGPerKwh])).toEqual([
      ['lifecycle', 18],
      ['direct', 0],
    ]);
    expect(rejected).toEqual([]);
  });

  it('reads on over all pages', async () => {
    const hours = Array.from({ length: 3 }, (_, index) => row(AT - index * HOUR_MS, 'NG', 10));
    bench.server.replies((asked) => {
      const page = Number(asked.query.get('offset')) / 5000;
      return body(hours.slice(page, page + 1), 3);
    });
    expect((await latest()).generation).toHaveLength(3);
    expect(bench.server.asked.map(({ query }) => query.get('offset'))).toEqual(['0', '5000', '10000']);
  });

  it.each([
    ['another authority', [row(AT, 'NG', 10, 'PJM')]],
    ['only nulls', [row(AT, 'NG', null)]],
    ['zeros', [row(AT, 'NG', 0), row(AT, 'SUN', 0)]],
    ['no rows', []],
  ])('takes %s for no answer', async (_, rows) => {
    bench.server.replies(() => body(rows));
    expect((await faultOf(latest())).kind).toBe('malformed');
  });

  it('covers zones of the United States', () => {
    expect(['US-TEX-ERCO', 'US', 'DE', 'CA-ON'].map((zone) => bench.source.covers(zone))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
