import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import { FakeObservationStore } from '../../ports/testing/fake-observation-store.fixture';
import { FakeCarbonSource, FakeCatchUpLog, FakeClock, FakeLog } from '../../ports/testing/fakes.fixture';
import { RecordReadingUseCase } from '../record-observations/record-reading.use-case';
import { SourceChain } from '../record-observations/source-chain';
import { ProviderStatusBoard } from '../report-health/provider-status-board';
import { CatchUpZoneUseCase } from './catch-up-zone.use-case';

const NOW = Date.UTC(2026, 0, 15, 12, 20);

describe('catching up with a zone', () => {
  const clock = new FakeClock(NOW);
  let source: FakeCarbonSource;
  let brief: FakeCarbonSource;
  let long: FakeCarbonSource;
  let store: FakeObservationStore;
  let catchUps: FakeCatchUpLog;
  let useCase: CatchUpZoneUseCase;
  beforeEach(() => {
    clock.set(NOW);
    source = new FakeCarbonSource('uk-neso', ['GB']).has('GB', ['lifecycle', 'direct'], NOW - HOUR_MS, 200);
    brief = new FakeCarbonSource('electricity-maps', ['DE']).hasHours('DE', 24, NOW);
    long = new FakeCarbonSource('energy-charts', ['DE']).hasHours('DE', 28 * 24, NOW);
    catchUps = new FakeCatchUpLog();
    store = new FakeObservationStore();
    const record = new RecordReadingUseCase(store, clock, () => undefined);
    const chain = new SourceChain(
      [source, brief, long],
      record,
      new ProviderStatusBoard(clock, new FakeLog()),
    );
    useCase = new CatchUpZoneUseCase(chain, catchUps, clock);
  });
  const daysAsked = (of = source) =>
    of.asked.map(({ span }) => ((span?.endMs ?? 0) - (span?.startMs ?? 0)) / DAY_MS);

  it('reads four weeks at first, then what has passed and the last day again', async () => {
    await useCase.run('GB');
    clock.set(NOW + HOUR_MS);
    await useCase.run('GB');
    clock.set(NOW + 3 * DAY_MS);
    await useCase.run('GB');
    expect(daysAsked()).toEqual([28, 1 + 1 / 24, 4 - 1 / 24]);
  });

  it('never asks for more than four weeks', async () => {
    await useCase.run('GB');
    clock.set(NOW + 90 * DAY_MS);
    await useCase.run('GB');
    expect(daysAsked()).toEqual([28, 28]);
  });

  it('starts over after a failure', async () => {
    source.away();
    await useCase.run('GB');
    expect(catchUps.marks.size).toBe(0);
    source.fault = null;
    await useCase.run('GB');
    expect(daysAsked()).toEqual([28, 28]);
    expect(catchUps.marks.get('GB|uk-neso')).toBe(NOW);
  });

  it('goes on to the source that has four weeks where the best keeps a day', async () => {
    await useCase.run('DE');
    const spans = new Set(store.carbonIntensity.map(({ validAtMs }) => validAtMs));
    expect(spans.size).toBe(28 * 24);
    expect([...catchUps.marks.keys()].sort()).toEqual(['DE|*', 'DE|electricity-maps', 'DE|energy-charts']);
  });

  it('asks the best alone once the four weeks are there', async () => {
    await useCase.run('DE');
    clock.set(NOW + HOUR_MS);
    brief.hasHours('DE', 24, NOW + HOUR_MS);
    await useCase.run('DE');
    expect([daysAsked(brief), daysAsked(long)]).toEqual([[28, 1 + 1 / 24], [28]]);
  });

  it('asks for four weeks again the source that was away, although the best gave its day', async () => {
    long.away();
    await useCase.run('DE');
    expect([...catchUps.marks.keys()]).toEqual(['DE|electricity-maps']);
    long.fault = null;
    clock.set(NOW + HOUR_MS);
    await useCase.run('DE');
    expect(daysAsked(long)).toEqual([28, 28]);
    expect(catchUps.marks.get('DE|*')).toBe(NOW + HOUR_MS);
  });

  it('is not content while one basis lacks its hours', async () => {
    brief.hasHours('DE', 28 * 24, NOW);
    brief.candidates = brief.candidates.filter(({ basis }, index) => basis === 'direct' || index < 100);
    await useCase.run('DE');
    expect(daysAsked(long)).toEqual([28]);
  });
});
