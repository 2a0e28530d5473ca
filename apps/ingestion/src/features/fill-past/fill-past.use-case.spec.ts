import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { PastFiller } from '../../ports/past-filler';
import { ProviderFaultError } from '../../ports/provider-fault';
import { FakeObservationStore } from '../../ports/testing/fake-observation-store.fixture';
import { FakeCarbonSource, FakeCatchUpLog, FakeClock, FakeLog } from '../../ports/testing/fakes.fixture';
import { RecordReadingUseCase } from '../record-observations/record-reading.use-case';
import { ProviderStatusBoard } from '../report-health/provider-status-board';
import { FillPastUseCase } from './fill-past.use-case';
import { PastSeriesFiller } from './past-series.filler';
import { PastWeatherFiller } from './past-weather.filler';

const NOW = Date.UTC(2026, 0, 15, 12, 20);
const TODAY = Date.UTC(2026, 0, 15);

class FakeFiller implements PastFiller {
  readonly zones = ['DE', 'FR'];
  readonly filled: string[] = [];
  fault: Error | null = null;

  constructor(readonly oldestMs: number) {}

  sourceOf(): string {
    return 'archive';
  }

  fill(zone: string, { startMs, endMs }: Interval): Promise<void> {
    if (this.fault !== null) return Promise.reject(this.fault);
    this.filled.push(`${zone} ${(TODAY - startMs) / DAY_MS}-${(TODAY - endMs) / DAY_MS}`);
    return Promise.resolve();
  }
}

describe('filling the past', () => {
  const store = new FakeObservationStore();
  let clock: FakeClock;
  let log: FakeCatchUpLog;
  let board: ProviderStatusBoard;
  beforeEach(() => {
    clock = new FakeClock(NOW);
    log = new FakeCatchUpLog();
    board = new ProviderStatusBoard(clock, new FakeLog());
  });
  const filling = (filler: PastFiller) => new FillPastUseCase(filler, log, board, clock);
  async function runAll(useCase: FillPastUseCase): Promise<void> {
    for (let round = 0; round < 200; round += 1) if ((await useCase.run()) === null) return;
    throw new Error('never done');
  }

  it('goes back a month at a time, all zones side by side, to where the archive begins', async () => {
    const filler = new FakeFiller(TODAY - 70 * DAY_MS);
    await runAll(filling(filler));
    expect(filler.filled).toEqual(['DE 30-0', 'FR 30-0', 'DE 60-30', 'FR 60-30', 'DE 70-60', 'FR 70-60']);
  });

  it('never goes back more than two years', async () => {
    const filler = new FakeFiller(0);
    await runAll(filling(filler));
    expect(filler.filled).toHaveLength(2 * Math.ceil(730 / 30));
    expect(filler.filled.at(-1)).toBe('FR 730-720');
  });

  it('goes on after a restart where it was', async () => {
    const filler = new FakeFiller(0);
    await filling(filler).run();
    await filling(filler).run();
    await filling(filler).run();
    expect(filler.filled).toEqual(['DE 30-0', 'FR 30-0', 'DE 60-30']);
  });

  it('leaves a zone alone for an hour after a fault, then asks for the same month', async () => {
    const filler = new FakeFiller(0);
    const useCase = filling(filler);
    filler.fault = new ProviderFaultError('rate-limited', 'enough for today');
    expect([await useCase.run(), await useCase.run(), await useCase.run()]).toEqual(['DE', 'FR', null]);
    expect(board.all().get('archive')?.failed).toBe(2);
    filler.fault = null;
    expect(await useCase.run()).toBeNull();
    clock.set(NOW + HOUR_MS);
    await useCase.run();
    expect(filler.filled).toEqual(['DE 30-0']);
  });

  it('passes over a month that is empty an hour later too, and goes on with the one before', async () => {
    const filler = new FakeFiller(TODAY - 60 * DAY_MS);
    const useCase = filling(filler);
    await useCase.run();
    await useCase.run();
    filler.fault = new ProviderFaultError('malformed', 'answered without any value', { isEmpty: true });
    await runAll(useCase);
    clock.set(NOW + HOUR_MS);
    filler.fault = new ProviderFaultError('malformed', 'is no JSON');
    await useCase.run();
    filler.fault = new ProviderFaultError('malformed', 'answered without any value', { isEmpty: true });
    await runAll(useCase);
    // What is no JSON says nothing of the month: that zone is asked again.
    expect([...log.marks.values()].map((atMs) => (TODAY - atMs) / DAY_MS)).toEqual([30, 60]);
    clock.set(NOW + 2 * HOUR_MS);
    filler.fault = null;
    await runAll(useCase);
    expect(filler.filled).toEqual(['DE 30-0', 'FR 30-0', 'DE 60-30']);
    expect(board.all().get('archive')?.failed).toBe(4);
  });

  it('fills after a start the days on which the suite did not run, before it goes further back', async () => {
    const missing = [50, 12, 11, 3, 2].map((day) => TODAY - day * DAY_MS);
    const filler = Object.assign(new FakeFiller(TODAY - 90 * DAY_MS), {
      missingDays: (zone: string, { startMs, endMs }: Interval) =>
        Promise.resolve(zone === 'DE' ? missing.filter((day) => day >= startMs && day < endMs) : []),
    });
    log.marks.set('DE|archive past', TODAY - 60 * DAY_MS);
    log.marks.set('FR|archive past', TODAY - 90 * DAY_MS);
    await runAll(filling(filler));
    expect(filler.filled).toEqual(['DE 12-1', 'DE 50-49', 'DE 90-60']);
  });

  it('knows of which days weather is stored, and asks for the others', async () => {
    const asked: number[][] = [];
    const days = [5, 3].map((day) => TODAY - day * DAY_MS);
    const archive = {
      name: 'archive',
      fetchRuns: (_zone: string, { startMs, endMs }: Interval) => {
        asked.push([startMs, endMs].map((atMs) => (TODAY - atMs) / DAY_MS));
        return Promise.resolve([]);
      },
    };
    const stored = { daysWithRuns: () => Promise.resolve(days) };
    const filler = new PastWeatherFiller(archive, store, stored, ['DE']);
    log.marks.set('DE|archive past', TODAY - 5 * DAY_MS);
    await filling(filler).run();
    expect(asked).toEqual([[4, 0]]);
  });

  it('does not swallow what is no fault of a provider', async () => {
    const filler = new FakeFiller(0);
    filler.fault = new Error('the database is gone');
    await expect(filling(filler).run()).rejects.toThrow('the database is gone');
    expect(log.marks.size).toBe(0);
  });

  describe('of series', () => {
    const fillerOf = (sources: FakeCarbonSource[]) =>
      new PastSeriesFiller(sources, new RecordReadingUseCase(store, clock, () => undefined), board, [
        'DE',
        'FR',
        'GB',
      ]);

    it('asks the best source alone, and only if it keeps years', () => {
      const brief = new FakeCarbonSource('electricity-maps', ['DE']);
      brief.keepsYears = false;
      const long = new FakeCarbonSource('energy-charts', ['DE', 'FR']);
      expect(fillerOf([brief, long]).zones).toEqual(['FR']);
      expect(fillerOf([long]).zones).toEqual(['DE', 'FR']);
    });

    it('stores hours of years ago, and of them only those asked for', async () => {
      const startMs = TODAY - 700 * DAY_MS;
      const source = new FakeCarbonSource('eia', ['DE']).hasHours('DE', 48, startMs + DAY_MS);
      await fillerOf([source]).fill('DE', { startMs, endMs: startMs + 30 * DAY_MS });
      const hours = new Set(store.carbonIntensity.map(({ validAtMs }) => (validAtMs - startMs) / HOUR_MS));
      expect([...hours].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    });

    it('does not count a part as filled', async () => {
      const source = new FakeCarbonSource('eia', ['DE']).hasHours('DE', 24, NOW);
      source.partFault = new ProviderFaultError('away', 'the second page is away');
      await filling(fillerOf([source])).run();
      expect(log.marks.size).toBe(0);
    });
  });
});
