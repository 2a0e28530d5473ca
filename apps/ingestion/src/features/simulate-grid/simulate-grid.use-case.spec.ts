import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { CarbonObservation, Interval } from '@ecobe/carbon';
import { SimulatedGridSource } from '../../adapters/simulated-grid.source';
import type { GridSimulator } from '../../ports/grid-simulator';
import { SIMULATED_SOURCE } from '../../ports/source-preference';
import { FakeObservationStore, observation } from '../../ports/testing/fake-observation-store.fixture';
import { FakeClock } from '../../ports/testing/fakes.fixture';
import { recentSpan } from '../refresh-snapshot/series-choice';
import type { SimulationMode } from '../refresh-snapshot/series-choice';
import { SimulateGridUseCase } from './simulate-grid.use-case';

const NOW = Date.UTC(2021, 10, 15, 12, 30);
const RUNNING = Date.UTC(2021, 10, 15, 12);
const ALL_HOURS = 28 * 24 + 1;

/** Both bases of each hour, and a memory of what was asked. */
class FakeSimulator implements GridSimulator {
  readonly asked: { zone: string; hours: number }[] = [];

  simulate(zone: string, { startMs, endMs }: Interval): CarbonObservation[] {
    const hours = (endMs - startMs) / HOUR_MS;
    this.asked.push({ zone, hours });
    return Array.from({ length: hours }, (_, index) => startMs + index * HOUR_MS).flatMap((validAtMs) =>
      (['lifecycle', 'direct'] as const).map((basis) => ({
        ...observation(0, { zone, basis, validAtMs, source: SIMULATED_SOURCE, quality: 'simulated' }),
        knownAtMs: validAtMs,
      })),
    );
  }
}

describe('simulation of the grid', () => {
  let store: FakeObservationStore;
  let simulator: FakeSimulator;
  let clock: FakeClock;
  const run = (mode: SimulationMode = 'auto', zones = ['DE', 'FR']) =>
    new SimulateGridUseCase(simulator, store, store, clock, mode, zones).run();
  beforeEach(() => {
    store = new FakeObservationStore();
    simulator = new FakeSimulator();
    clock = new FakeClock(NOW);
  });

  it('makes four weeks and the running hour', async () => {
    expect(await run('auto', ['DE'])).toBe(2 * ALL_HOURS);
    const instants = store.carbonIntensity.map(({ validAtMs }) => validAtMs);
    expect([Math.min(...instants), Math.max(...instants)]).toEqual([RUNNING - 28 * DAY_MS, RUNNING]);
  });

  it.each([
    ['in the middle of it', NOW],
    ['as it begins', RUNNING],
  ])('lets the running hour be known, %s', async (_, nowMs) => {
    clock.set(nowMs);
    const source = new SimulatedGridSource();
    await new SimulateGridUseCase(source, store, store, clock, 'auto', ['DE']).run();
    const newest = await store.newest(recentSpan(nowMs), nowMs);
    expect(newest.map(({ basis, validAtMs }) => [basis, validAtMs])).toEqual([
      ['lifecycle', RUNNING],
      ['direct', RUNNING],
    ]);
  });

  it('makes only the hours that have passed since', async () => {
    await run();
    expect(await run()).toBe(0);
    clock.set(NOW + 2 * HOUR_MS);
    simulator.asked.length = 0;
    expect(await run()).toBe(8);
    expect(simulator.asked).toEqual([
      { zone: 'DE', hours: 2 },
      { zone: 'FR', hours: 2 },
    ]);
  });

  it('fills holes without writing again what is there', async () => {
    await run('auto', ['DE']);
    store.carbonIntensity = store.carbonIntensity.filter(
      ({ validAtMs }) => validAtMs !== RUNNING - 5 * HOUR_MS,
    );
    expect(await run('auto', ['DE'])).toBe(2);
  });

  it('leaves out a zone of which something real is known in both bases', async () => {
    await store.record([observation(11), observation(11, { basis: 'direct' })]);
    await run();
    expect(simulator.asked.map(({ zone }) => zone)).toEqual(['FR']);
  });

  it('simulates a zone of which only the other basis is real', async () => {
    await store.record([observation(11)]);
    await run('auto', ['DE']);
    expect(simulator.asked).toEqual([{ zone: 'DE', hours: ALL_HOURS }]);
  });

  it('makes nothing when simulation is off, and everything when it is all there is', async () => {
    await store.record([observation(11), observation(11, { basis: 'direct' })]);
    expect(await run('off')).toBe(0);
    await run('only');
    expect(simulator.asked.map(({ zone }) => zone)).toEqual(['DE', 'FR']);
  });
});
