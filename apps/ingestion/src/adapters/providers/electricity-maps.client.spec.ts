import { DAY_MS, HOUR_MS, toIso } from '@ecobe/carbon';
import { admit } from '../../features/record-observations/quality-gate';
import {
  NOW_MS,
  carbonSourceConformance,
  faultOf,
  providerBench,
} from './testing/carbon-source.conformance.fixture';
import type { Asked, Reply } from './testing/provider-server.fixture';
import { ElectricityMapsClient } from './electricity-maps.client';

const ZONES = { DE: { zoneName: 'Germany', access: ['*'] }, FR: { zoneName: 'France', access: ['zones'] } };
const entry = (atMs: number, changes: Record<string, unknown> = {}) => ({
  zone: 'DE',
  carbonIntensity: 302,
  datetime: toIso(atMs),
  updatedAt: toIso(atMs),
  createdAt: toIso(atMs),
  emissionFactorType: 'lifecycle',
  isEstimated: true,
  estimationMethod: 'TIME_SLICER_AVERAGE',
  ...changes,
});
const answer = ({ path }: Asked, atMs: number): Reply => {
  if (path === '/v3/zones') return { body: ZONES };
  if (path.endsWith('/latest')) return { body: entry(atMs) };
  const key = path.endsWith('/history') ? 'history' : 'data';
  return { body: { zone: 'DE', [key]: [entry(atMs, { isEstimated: false })] } };
};
const subject = {
  zone: 'DE',
  bases: ['direct' as const, 'lifecycle' as const],
  source: (...args: ConstructorParameters<typeof ElectricityMapsClient>) =>
    new ElectricityMapsClient(...args),
  http: { headers: { 'auth-token': 'secret' }, passingStatuses: [401] },
  answer,
};

carbonSourceConformance('Electricity Maps', subject);

describe('Electricity Maps', () => {
  const bench = providerBench(subject);
  const AT = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;
  const replyLatest = (changes: Record<string, unknown>) => {
    bench.server.replies((asked) =>
      asked.path.endsWith('/latest') ? { body: entry(AT, changes) } : answer(asked, AT),
    );
  };

  it('sends the key, the basis, and that no other place may be answered for', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await bench.source.fetchLatest('DE');
    const [, first, second] = bench.server.asked;
    expect(first?.headers['auth-token']).toBe('secret');
    expect(Object.fromEntries(first?.query ?? [])).toEqual({
      zone: 'DE',
      emissionFactorType: 'lifecycle',
      shouldUseFallbackCallerLookup: 'false',
    });
    expect(second?.query.get('emissionFactorType')).toBe('direct');
  });

  it.each([
    [true, 'estimated'],
    [false, 'measured'],
    [undefined, 'estimated'],
  ])('calls a value with isEstimated %s %s', async (isEstimated, quality) => {
    replyLatest({ isEstimated });
    expect((await bench.source.fetchLatest('DE')).candidates[0]?.quality).toBe(quality);
  });

  it.each([
    ['the zone of the caller', { zone: 'NL' }, 'other-zone'],
    ['null', { carbonIntensity: null }, 'not-a-number'],
    ['zero', { carbonIntensity: 0 }, 'not-positive'],
    ['1e9 g/kWh', { carbonIntensity: 1e9 }, 'implausibly-high'],
    ['a time that is none', { datetime: 'soon' }, 'bad-time'],
    ['next week', { datetime: toIso(NOW_MS + 7 * DAY_MS) }, 'in-the-future'],
    ['a year ago', { datetime: toIso(NOW_MS - 365 * DAY_MS) }, 'too-old'],
  ])('turns %s away', async (_, changes, reason) => {
    replyLatest(changes);
    const { candidates } = await bench.source.fetchLatest('DE');
    expect(admit(candidates, 'DE', NOW_MS)).toEqual({ admitted: [], rejected: [reason, reason] });
  });

  it('gets over a burst of 401', async () => {
    bench.server.replies((asked, count) =>
      count === 2 || count === 3 ? { status: 401, body: { error: 'Invalid auth-token' } } : answer(asked, AT),
    );
    expect((await bench.source.fetchLatest('DE')).candidates).toHaveLength(2);
  });

  it('says so when the key is refused for good', async () => {
    bench.server.replies(() => ({ status: 401, body: { error: 'Invalid auth-token' } }));
    const fault = await faultOf(bench.source.fetchLatest('DE'));
    expect([fault.kind, fault.message]).toEqual(['refused', expect.stringContaining('Invalid auth-token')]);
  });

  it('asks nothing of a zone that the plan leaves out', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    expect((await bench.source.fetchLatest('FR')).candidates).toEqual([]);
    expect((await bench.source.fetchLatest('PL')).candidates).toEqual([]);
    expect(bench.server.asked.map(({ path }) => path)).toEqual(['/v3/zones']);
  });

  it('asks for ranges of ten days', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await bench.source.fetchRange('DE', { startMs: NOW_MS - 28 * DAY_MS, endMs: NOW_MS });
    const ranges = bench.server.asked.filter(({ path }) => path.endsWith('/past-range'));
    expect(ranges.map(({ query }) => query.get('start')?.slice(0, 10))).toEqual([
      ...['2025-12-18', '2025-12-28', '2026-01-07'],
      ...['2025-12-18', '2025-12-28', '2026-01-07'],
    ]);
  });

  it('is content with the last 24 hours where the plan has no ranges', async () => {
    bench.server.replies((asked) =>
      asked.path.endsWith('/past-range')
        ? { status: 403, body: { error: 'Request unauthorized for zoneKey=DE' } }
        : answer(asked, AT),
    );
    const reading = await bench.source.fetchRange('DE', { startMs: NOW_MS - 28 * DAY_MS, endMs: NOW_MS });
    expect(reading.candidates.map(({ basis, quality }) => [basis, quality])).toEqual([
      ['lifecycle', 'measured'],
      ['direct', 'measured'],
    ]);
  });
});
