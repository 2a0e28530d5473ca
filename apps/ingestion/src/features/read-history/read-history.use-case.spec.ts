import type { HistoryRequest } from '@ecobe/contracts';
import { SIMULATED_SOURCE } from '../../ports/source-preference';
import { FakeObservationStore, observation } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { ReadHistoryUseCase } from './read-history.use-case';

const SIMULATED = { source: SIMULATED_SOURCE, quality: 'simulated' as const, carbonIntensityGPerKwh: 7 };

describe('read history', () => {
  let store: FakeObservationStore;
  beforeEach(() => {
    store = new FakeObservationStore();
  });
  const read = (changes: Partial<HistoryRequest> = {}, mode: SimulationMode = 'auto') =>
    new ReadHistoryUseCase(store, new FakeClock(Date.UTC(2021, 10, 15, 12)), mode).run({
      region: 'DE',
      basis: 'lifecycle',
      start: '2021-11-15T00:00:00Z',
      end: '2021-11-16T00:00:00Z',
      granularity: 'hourly',
      ...changes,
    });

  it('gives the hours that begin in the span, as they are known now', async () => {
    await store.record([observation(9), observation(10), observation(11), observation(12)]);
    await store.record([observation(10, { carbonIntensityGPerKwh: 250 })]);
    const { points, ...rest } = await read({
      region: 'azure:germanywestcentral',
      start: '2021-11-15T09:30:00Z',
    });
    expect(rest).toEqual({
      region: 'azure:germanywestcentral',
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      granularity: 'hourly',
      unit: 'gCO2eq/kWh',
    });
    const point = { source: 'electricity-maps', quality: 'measured', hours: 1 };
    expect(points).toEqual([
      { ...point, validAt: '2021-11-15T10:00:00.000Z', carbonIntensity: 250, revisions: 2 },
      { ...point, validAt: '2021-11-15T11:00:00.000Z', carbonIntensity: 311, revisions: 1 },
    ]);
  });

  it('averages days, and says of how many hours', async () => {
    await store.record([observation(-1), observation(0), observation(1, { quality: 'estimated' })]);
    const { points } = await read({ granularity: 'daily', start: '2021-11-14T00:00:00Z' });
    expect(points.map((p) => [p.validAt, p.carbonIntensity, p.quality, p.hours])).toEqual([
      ['2021-11-14T00:00:00.000Z', 299, 'measured', 1],
      ['2021-11-15T00:00:00.000Z', 300.5, 'estimated', 2],
    ]);
  });

  it('clips the last day to the span, rounds its mean and names all its sources', async () => {
    const lesser = { source: 'energy-charts', carbonIntensityGPerKwh: 100 };
    await store.record([observation(0), observation(1), observation(2, lesser), observation(3)]);
    const { points } = await read({ granularity: 'daily', end: '2021-11-15T03:00:00Z' });
    expect(points.map((p) => [p.carbonIntensity, p.hours, p.source])).toEqual([
      [233.67, 3, 'electricity-maps + energy-charts'],
    ]);
  });

  it('gives no day that does not begin in the span', async () => {
    await store.record([observation(9)]);
    const span = { start: '2021-11-15T08:00:00Z', end: '2021-11-15T10:00:00Z' };
    expect((await read({ granularity: 'daily', ...span })).points).toEqual([]);
  });

  it('answers with real values only where there are any, else simulated ones if allowed', async () => {
    await store.record([observation(8, SIMULATED), observation(9)]);
    expect((await read()).points.map(({ quality }) => quality)).toEqual(['measured']);
    const before = { end: '2021-11-15T09:00:00Z' };
    expect((await read(before)).points.map(({ quality }) => quality)).toEqual(['simulated']);
    expect((await read(before, 'off')).points).toEqual([]);
    expect((await read({}, 'only')).points.map(({ quality }) => quality)).toEqual(['simulated']);
  });

  it.each([
    ['an unknown zone', { region: 'Atlantis' }, 'UNKNOWN_REGION'],
    ['an inverted span', { end: '2021-11-14T00:00:00Z' }, 'INVALID_INPUT'],
    ['an empty span', { end: '2021-11-15T00:00:00Z' }, 'INVALID_INPUT'],
    ['32 days of hours', { start: '2021-10-14T00:00:00Z' }, 'SPAN_TOO_LONG'],
    ['two years of days', { start: '2019-10-14T00:00:00Z', granularity: 'daily' as const }, 'SPAN_TOO_LONG'],
  ])('refuses %s', async (_, changes, code) => {
    await expect(read(changes)).rejects.toMatchObject({ problem: { status: 400, code } });
  });
});
