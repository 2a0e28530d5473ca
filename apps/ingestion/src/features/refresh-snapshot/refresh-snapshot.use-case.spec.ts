import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { FakeObservationStore, observation } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock, FakeSnapshot } from '../../ports/testing/fakes.fixture';
import { SIMULATED_SOURCE } from '../../ports/source-preference';
import { RefreshSnapshotUseCase } from './refresh-snapshot.use-case';
import type { SimulationMode } from './series-choice';

const NOON = Date.UTC(2021, 10, 15, 12);
const DE = 'DE|average|lifecycle';
const SIMULATED = { source: SIMULATED_SOURCE, quality: 'simulated' as const, carbonIntensityGPerKwh: 7 };

describe('refresh of the grid snapshot', () => {
  let store: FakeObservationStore;
  let clock: FakeClock;
  let snapshot: FakeSnapshot;
  let told: string[][];
  const useCase = (mode: SimulationMode = 'auto') =>
    new RefreshSnapshotUseCase(
      store,
      snapshot,
      (ids) => {
        told.push(ids);
        return Promise.resolve();
      },
      clock,
      mode,
    );
  const shown = () => snapshot.current(DE);
  beforeEach(() => {
    store = new FakeObservationStore();
    clock = new FakeClock(NOON);
    snapshot = new FakeSnapshot();
    told = [];
  });

  it('shows the newest known value with its provenance, and tells of it once', async () => {
    await store.record([observation(10), observation(11), observation(12)]);
    const refresh = useCase();
    await refresh.run();
    await refresh.run();
    expect(shown()).toEqual({
      zone: 'DE',
      signal: 'average',
      basis: 'lifecycle',
      carbonIntensity: 311,
      source: 'electricity-maps',
      quality: 'measured',
      validAt: '2021-11-15T11:00:00.000Z',
      resolutionMinutes: 60,
    });
    expect(told).toEqual([[DE]]);
  });

  it('goes on to the next hour as the clock passes it', async () => {
    await store.record([observation(11), observation(12)]);
    const refresh = useCase();
    await refresh.run();
    clock.set(NOON + HOUR_MS);
    await refresh.run();
    expect([shown()?.carbonIntensity, told.length]).toEqual([312, 2]);
  });

  it('tells of older hours that were revised, though the newest value stays', async () => {
    await store.record([observation(10), observation(11)]);
    const refresh = useCase();
    await refresh.run();
    await refresh.run([DE, 'XX|average|direct']);
    expect(told).toEqual([[DE], [DE]]);
  });

  it('turns from simulated to real with the first real value', async () => {
    await store.record([observation(11, SIMULATED)]);
    const refresh = useCase();
    await refresh.run();
    expect(shown()?.quality).toBe('simulated');
    await store.record([observation(9)]);
    await refresh.run();
    expect(shown()).toMatchObject({ quality: 'measured', carbonIntensity: 309 });
  });

  it('keeps the last good value of a source that is silent, up to four weeks', async () => {
    await store.record([observation(11), observation(11, SIMULATED)]);
    clock.set(NOON + 27 * DAY_MS);
    await useCase().run();
    expect(shown()).toMatchObject({ quality: 'measured', validAt: '2021-11-15T11:00:00.000Z' });
    clock.set(NOON + 29 * DAY_MS);
    await useCase().run();
    expect(shown()).toBeUndefined();
  });

  it('takes out what an earlier run showed and this one may not, and tells of it when it comes back', async () => {
    await store.record([observation(11, SIMULATED), observation(11, { zone: 'FR' })]);
    await useCase('auto').run();
    expect([...snapshot.values.keys()].sort()).toEqual([DE, 'FR|average|lifecycle']);
    const refresh = useCase('off');
    await refresh.run();
    expect([...snapshot.values.keys()]).toEqual(['FR|average|lifecycle']);
    clock.set(NOON + 29 * DAY_MS);
    await refresh.run();
    clock.set(NOON);
    told.length = 0;
    await refresh.run();
    expect(told).toEqual([['FR|average|lifecycle']]);
  });

  it.each([
    ['off', [observation(11, SIMULATED)], undefined],
    ['off', [observation(11), observation(11, SIMULATED)], 'measured'],
    ['only', [observation(11), observation(11, SIMULATED)], 'simulated'],
    ['only', [observation(11)], undefined],
  ] as const)('with simulation %s shows what that allows', async (mode, rows, quality) => {
    await store.record([...rows]);
    await useCase(mode).run();
    expect(shown()?.quality).toBe(quality);
  });
});
