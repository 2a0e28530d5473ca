import { HOUR_MS } from '@ecobe/carbon';
import { FakeObservationStore } from '../../ports/testing/fake-observation-store.fixture';
import { FakeCarbonSource, FakeClock, FakeLog } from '../../ports/testing/fakes.fixture';
import { ProviderFaultError } from '../../ports/provider-fault';
import { ProviderStatusBoard } from '../report-health/provider-status-board';
import { RecordReadingUseCase } from './record-reading.use-case';
import { SourceChain } from './source-chain';
import { isFresh } from './source-need';

const NOW = Date.UTC(2026, 0, 15, 12, 20);
const HOUR = Date.UTC(2026, 0, 15, 11);

describe('chain of sources', () => {
  let store: FakeObservationStore;
  let board: ProviderStatusBoard;
  let log: FakeLog;
  let touched: string[];
  let best: FakeCarbonSource;
  let next: FakeCarbonSource;
  beforeEach(() => {
    store = new FakeObservationStore();
    log = new FakeLog();
    board = new ProviderStatusBoard(new FakeClock(NOW), log);
    touched = [];
    best = new FakeCarbonSource('electricity-maps', ['DE', 'GB']);
    next = new FakeCarbonSource('energy-charts', ['DE']);
  });
  const run = async (zone = 'DE') => {
    const touch = (ids: string[]) => void touched.push(...ids);
    const record = new RecordReadingUseCase(store, new FakeClock(NOW), touch);
    const chain = new SourceChain([best, next], record, board);
    return (await chain.run(zone, (source) => source.fetchLatest(zone), isFresh)).answered;
  };

  it('stops at the source that gives both bases, and stores what is known from now on', async () => {
    best.has('DE', ['lifecycle', 'direct'], HOUR, 300);
    expect(await run()).toEqual(['electricity-maps']);
    expect(next.asked).toEqual([]);
    expect(store.carbonIntensity.map((row) => [row.basis, row.source, row.knownAtMs])).toEqual([
      ['lifecycle', 'electricity-maps', NOW],
      ['direct', 'electricity-maps', NOW],
    ]);
    expect(touched).toEqual(['DE|average|lifecycle', 'DE|average|direct']);
  });

  it('asks the next source for the basis that is missing', async () => {
    best.has('DE', ['direct'], HOUR, 300);
    next.has('DE', ['lifecycle'], HOUR, 400);
    expect(await run()).toEqual(['electricity-maps', 'energy-charts']);
  });

  it('asks the next source too when the best has only an old value', async () => {
    const old = NOW - 3 * HOUR_MS;
    best.has('DE', ['lifecycle', 'direct'], old - 1, 300);
    next.has('DE', ['lifecycle', 'direct'], old, 400);
    expect(await run()).toEqual(['electricity-maps', 'energy-charts']);
    best.has('DE', ['lifecycle', 'direct'], old, 300);
    expect(await run()).toEqual(['electricity-maps']);
  });

  it('falls back to the next source when the best is away, and says so', async () => {
    best.away();
    next.has('DE', ['lifecycle'], HOUR, 400);
    expect(await run()).toEqual(['energy-charts']);
    expect(log.warnings).toEqual([expect.stringContaining('electricity-maps is away')]);
    expect(board.all().get('electricity-maps')).toMatchObject({
      failed: 1,
      succeeded: 0,
      lastFailure: { atMs: NOW, kind: 'away', message: 'electricity-maps is away' },
    });
    expect(board.all().get('energy-charts')).toMatchObject({ succeeded: 1, lastSuccessAtMs: NOW });
  });

  it.each([
    ['another zone', { zone: 'FR' }, 'other-zone'],
    ['1e9 g/kWh', { carbonIntensityGPerKwh: 1e9 }, 'implausibly-high'],
    ['zero', { carbonIntensityGPerKwh: 0 }, 'not-positive'],
    ['a future hour', { validAtMs: NOW + 5 * HOUR_MS }, 'in-the-future'],
  ])('stores nothing of a source that lies with %s, counts it, and asks the next', async (_, lie, reason) => {
    best.has('DE', ['lifecycle', 'direct'], HOUR, 300);
    best.candidates = best.candidates.map((candidate) => ({ ...candidate, ...lie }));
    next.has('DE', ['lifecycle'], HOUR, 400);
    await run();
    expect(store.carbonIntensity.map(({ source }) => source)).toEqual(['energy-charts']);
    expect(board.all().get('electricity-maps')?.rejected).toEqual({ [reason]: 2 });
  });

  it('keeps the part that a source gave, asks the next for the rest, and shows the fault', async () => {
    best.has('DE', ['direct'], HOUR, 300);
    best.partFault = new ProviderFaultError('away', 'the lifecycle half is away');
    next.has('DE', ['lifecycle'], HOUR, 400);
    expect(await run()).toEqual(['energy-charts']);
    expect(store.carbonIntensity.map(({ source }) => source)).toEqual(['electricity-maps', 'energy-charts']);
    expect(board.all().get('electricity-maps')).toMatchObject({ failed: 1, succeeded: 0 });
  });

  it('touches no series when nothing is new', async () => {
    best.has('DE', ['lifecycle', 'direct'], HOUR, 300);
    await run();
    touched = [];
    await run();
    expect(touched).toEqual([]);
  });

  it('asks only sources that cover the zone', async () => {
    await run('GB');
    expect([best.asked.length, next.asked.length]).toEqual([1, 0]);
  });

  it('does not swallow a fault of our own', async () => {
    best.fault = new TypeError('bug');
    await expect(run()).rejects.toThrow('bug');
  });
});
