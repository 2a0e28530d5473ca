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
  let catchUps: FakeCatchUpLog;
  let useCase: CatchUpZoneUseCase;
  beforeEach(() => {
    clock.set(NOW);
    source = new FakeCarbonSource('uk-neso', ['GB']).has('GB', ['lifecycle', 'direct'], NOW - HOUR_MS, 200);
    catchUps = new FakeCatchUpLog();
    const record = new RecordReadingUseCase(new FakeObservationStore(), clock, () => undefined);
    const chain = new SourceChain([source], record, new ProviderStatusBoard(clock, new FakeLog()));
    useCase = new CatchUpZoneUseCase(chain, catchUps, clock);
  });
  const daysAsked = () =>
    source.asked.map(({ span }) => ((span?.endMs ?? 0) - (span?.startMs ?? 0)) / DAY_MS);

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
});
