import { providerCheck } from '@ecobe/contracts';
import { ProviderStatusBoard } from './provider-status-board';
import { providerChecks } from './ingestion.probes';

const MINUTE_MS = 60_000;

describe('the health of a provider', () => {
  let nowMs = 0;
  const clock = { nowMs: () => nowMs };
  const subject = () => {
    const board = new ProviderStatusBoard(clock, { info: () => undefined, warn: () => undefined });
    const check = () => providerChecks(['eia'], board, clock)[providerCheck('eia')]?.();
    return { record: board.of('eia'), check };
  };
  beforeEach(() => {
    nowMs = Date.UTC(2026, 0, 15);
  });

  it('is well before it was asked, and after an answer', () => {
    const { record, check } = subject();
    expect(check()?.status).toBe('ok');
    record.succeeded();
    nowMs += MINUTE_MS;
    expect(check()).toMatchObject({ status: 'ok', lastSuccessAgeSeconds: 60 });
  });

  it('is degraded at once when the only zone it has fails, and until it answers again', () => {
    const { record, check } = subject();
    record.succeeded();
    nowMs += 5 * MINUTE_MS;
    record.failed('away', 'no answer within 10000 ms');
    expect(check()).toMatchObject({ status: 'degraded', detail: 'away: no answer within 10000 ms' });
    nowMs += 60 * MINUTE_MS;
    expect(check()?.status).toBe('degraded');
    record.succeeded();
    expect(check()).not.toHaveProperty('detail');
    expect(check()?.status).toBe('ok');
  });

  it('is well while a few of many zones fail, and degraded when a quarter does, whichever was last', () => {
    const { record, check } = subject();
    for (let zone = 0; zone < 58; zone += 1) record.succeeded();
    record.failed('malformed', 'no value was believable');
    record.failed('malformed', 'no value was believable');
    expect(check()?.status).toBe('ok');
    for (let zone = 0; zone < 18; zone += 1) record.failed('malformed', 'no value was believable');
    record.succeeded();
    expect(check()?.status).toBe('degraded');
  });

  it('is degraded while its circuit is open', () => {
    const { record, check } = subject();
    record.succeeded();
    record.circuit(true);
    expect(check()).toMatchObject({ status: 'degraded', isCircuitOpen: true });
  });
});
