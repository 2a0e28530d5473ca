import { HOUR_MS, toIso } from '@ecobe/carbon';
import { admit } from '../../features/record-observations/quality-gate';
import {
  NOW_MS,
  carbonSourceConformance,
  faultOf,
  providerBench,
} from './testing/carbon-source.conformance.fixture';
import type { Asked, Reply } from './testing/provider-server.fixture';
import { EnergiDataServiceClient } from './energi-data-service.client';

const record = (atMs: number, changes: Record<string, unknown> = {}) => ({
  Minutes5UTC: toIso(atMs).slice(0, 19),
  Minutes5DK: toIso(atMs + HOUR_MS).slice(0, 19),
  PriceArea: 'DK1',
  CO2Emission: 116,
  ...changes,
});
const answer = (_: Asked, atMs: number): Reply => ({ body: { total: 1, records: [record(atMs)] } });
const subject = {
  zone: 'DK-DK1',
  bases: ['direct' as const],
  source: (...args: ConstructorParameters<typeof EnergiDataServiceClient>) =>
    new EnergiDataServiceClient(...args),
  answer,
};

carbonSourceConformance('Energi Data Service', subject);

describe('Energi Data Service', () => {
  const bench = providerBench(subject);
  const AT = NOW_MS - (NOW_MS % HOUR_MS) - HOUR_MS;

  it('asks for the price area in UTC with a limit of its own', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    await bench.source.fetchLatest('DK-DK2');
    expect(bench.server.asked[0]?.path).toBe('/dataset/CO2Emis');
    expect(Object.fromEntries(bench.server.asked[0]?.query ?? [])).toEqual({
      start: '2026-01-15T09:20',
      end: '2026-01-15T12:20',
      timezone: 'utc',
      filter: '{"PriceArea":["DK2"]}',
      sort: 'Minutes5UTC desc',
      limit: '20000',
    });
  });

  it('reads times without Z as UTC', async () => {
    bench.server.replies((asked) => answer(asked, AT));
    const { candidates } = await bench.source.fetchLatest('DK-DK1');
    expect(candidates[0]).toMatchObject({ validAtMs: AT, resolutionMinutes: 5, quality: 'measured' });
  });

  it.each([
    ['another price area', { PriceArea: 'DK2' }, 'other-zone'],
    ['a null', { CO2Emission: null }, 'not-a-number'],
    ['a zero', { CO2Emission: 0 }, 'not-positive'],
    ['1e9 g/kWh', { CO2Emission: 1e9 }, 'implausibly-high'],
    ['a time that is none', { Minutes5UTC: 'yesterday' }, 'bad-time'],
  ])('turns %s away', async (_, changes, reason) => {
    bench.server.replies(() => ({ body: { records: [record(AT, changes)] } }));
    const { candidates } = await bench.source.fetchLatest('DK-DK1');
    expect(admit(candidates, 'DK-DK1', NOW_MS)).toEqual({ admitted: [], rejected: [reason] });
  });

  it('takes no records for no answer', async () => {
    bench.server.replies(() => ({ body: { records: [] } }));
    expect((await faultOf(bench.source.fetchLatest('DK-DK1'))).kind).toBe('malformed');
  });
});
