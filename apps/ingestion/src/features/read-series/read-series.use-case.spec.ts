import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { SeriesRequest } from '@ecobe/contracts';
import { SIMULATED_SOURCE } from '../../ports/source-preference';
import { FakeObservationStore, observation } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { ReadSeriesUseCase } from './read-series.use-case';

const NOON = Date.UTC(2021, 10, 15, 12);
const SIMULATED = { source: SIMULATED_SOURCE, quality: 'simulated' as const, carbonIntensityGPerKwh: 7 };

describe('read series', () => {
  let store: FakeObservationStore;
  beforeEach(() => {
    store = new FakeObservationStore();
  });
  const read = (changes: Partial<SeriesRequest> = {}, mode: SimulationMode = 'auto') =>
    new ReadSeriesUseCase(store, new FakeClock(NOON), mode).run({
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      start: toIso(NOON - 4 * HOUR_MS),
      end: toIso(NOON + 2 * HOUR_MS),
      ...changes,
    });

  it('gives an hour a value or null, and nothing of what is not known yet', async () => {
    await store.record([observation(9), observation(11), observation(12)]);
    expect(await read()).toEqual({
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      start: '2021-11-15T08:00:00.000Z',
      values: [null, 309, null, 311, null, null],
      quality: 'measured',
      source: 'electricity-maps',
    });
  });

  it('names every source that its hours come from, once', async () => {
    const lesser = { source: 'energy-charts' };
    await store.record([observation(8, lesser), observation(9, lesser), observation(11)]);
    expect((await read()).source).toBe('energy-charts + electricity-maps');
  });

  it('is estimated as a whole when one hour is', async () => {
    await store.record([observation(9), observation(10, { quality: 'estimated' })]);
    expect((await read()).quality).toBe('estimated');
  });

  it('is real as a whole when anything recent is, and never mixed', async () => {
    await store.record([observation(9), observation(10, SIMULATED), observation(11, SIMULATED)]);
    expect(await read()).toMatchObject({ quality: 'measured', values: [null, 309, null, null, null, null] });
    expect(await read({}, 'only')).toMatchObject({
      quality: 'simulated',
      source: SIMULATED_SOURCE,
      values: [null, null, 7, 7, null, null],
    });
  });

  it('refuses a zone of which nothing is known, naming it', async () => {
    await store.record([observation(9, SIMULATED)]);
    await expect(read({}, 'off')).rejects.toMatchObject({
      problem: { status: 404, code: 'NO_OBSERVATIONS', detail: expect.stringContaining('zone DE') as string },
    });
  });

  it.each([
    ['an end before its start', { end: toIso(NOON - 5 * HOUR_MS) }, 'INVALID_INPUT'],
    ['half hours', { start: toIso(NOON - 0.5 * HOUR_MS) }, 'INVALID_INPUT'],
    ['no instant', { start: 'yesterday' }, 'INVALID_INPUT'],
    ['a century', { start: '1921-01-01T00:00:00Z' }, 'INVALID_INPUT'],
    ['an unknown zone', { zone: 'DEU' }, 'UNKNOWN_REGION'],
    ['a cloud region', { zone: 'aws:eu-west-3' }, 'UNKNOWN_REGION'],
  ])('refuses %s', async (_, changes, code) => {
    await expect(read(changes)).rejects.toMatchObject({ problem: { status: 400, code } });
  });
});
