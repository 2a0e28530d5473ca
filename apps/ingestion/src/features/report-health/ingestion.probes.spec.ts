import { HOUR_MS, toIso } from '@ecobe/carbon';
import { FakeClock, FakeLog, FakeSnapshot } from '../../ports/testing/fakes.fixture';
import { providerChecks, zonesCheck } from './ingestion.probes';
import { ProviderStatusBoard } from './provider-status-board';

const NOW = Date.UTC(2021, 10, 15, 12);

describe('health of ingestion', () => {
  const clock = new FakeClock(NOW);
  const check = (prepare: (board: ProviderStatusBoard) => void) => {
    clock.set(NOW);
    const board = new ProviderStatusBoard(clock, new FakeLog());
    prepare(board);
    return providerChecks(['eia'], board, clock)['provider:eia']?.();
  };

  it('is well before anything was asked', () => {
    expect(check(() => undefined)).toEqual({ status: 'ok', detail: 'not asked yet' });
  });

  it('counts what was turned away, without blaming the last answer', () => {
    const eia = check((board) => {
      const record = board.of('eia');
      record.asked();
      record.rejected(['other-zone', 'other-zone', 'too-old']);
      record.succeeded();
      clock.set(NOW + HOUR_MS);
    });
    expect(eia).toEqual({
      status: 'ok',
      asked: 1,
      succeeded: 1,
      failed: 0,
      isCircuitOpen: false,
      lastSuccessAgeSeconds: 3600,
      rejected: { 'other-zone': 2, 'too-old': 1 },
    });
  });

  it('is degraded while the last answer failed or the circuit is open', () => {
    const failing = check((board) => {
      board.of('eia').succeeded();
      clock.set(NOW + 1);
      board.of('eia').failed('away', 'answered 500');
    });
    expect(failing).toMatchObject({ status: 'degraded', detail: 'away: answered 500', failed: 1 });
    const open = check((board) => {
      board.of('eia').circuit(true);
    });
    expect(open?.status).toBe('degraded');
  });

  it('counts zones by quality, and is degraded where some have nothing', async () => {
    const snapshot = new FakeSnapshot();
    const series = { signal: 'average' as const, basis: 'lifecycle' as const, resolutionMinutes: 60 };
    const value = { ...series, carbonIntensity: 1, source: 'x', validAt: toIso(NOW) };
    await snapshot.putCurrent([
      { ...value, zone: 'DE', quality: 'measured' },
      { ...value, zone: 'FR', quality: 'simulated' },
    ]);
    clock.set(NOW);
    expect(zonesCheck(['DE', 'FR'], snapshot, clock, 'auto')).toEqual({
      status: 'ok',
      zones: { measured: 1, simulated: 1 },
    });
    expect(zonesCheck(['DE', 'FR', 'PL'], snapshot, clock, 'auto')).toMatchObject({
      status: 'degraded',
      zones: { none: 1 },
    });
  });
});
