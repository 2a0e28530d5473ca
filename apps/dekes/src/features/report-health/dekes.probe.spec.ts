import { HOUR_MS } from '@ecobe/carbon';
import { NOW_MS, clockAt } from '../../dekes.fixture';
import type { WaitingMessages } from '../../ports/message-store';
import { deliveryCheck } from './dekes.probe';

const check = (waiting: WaitingMessages, absence: string | null = null) =>
  deliveryCheck({ waiting: () => Promise.resolve(waiting) }, { absence }, clockAt());

describe('the health of what DEKES is told', () => {
  const fresh = { count: 3, oldestMs: NOW_MS - HOUR_MS, refusedKey: null };

  it('is good while messages wait for a short time, or for nobody', async () => {
    expect(await check(fresh)).toEqual({ status: 'ok', waiting: 3 });
    expect(await check({ ...fresh, oldestMs: 0 }, 'DEKES_API_URL is not set')).toEqual({
      ...{ status: 'ok', waiting: 3 },
      detail: 'not delivered: DEKES_API_URL is not set',
    });
  });

  it('is impaired where the key is refused, and where the oldest has waited for more than an hour', async () => {
    const refusedKey = 'DEKES answered 401: unauthorised';
    expect(await check({ ...fresh, refusedKey })).toMatchObject({ status: 'degraded', detail: refusedKey });
    expect(await check({ ...fresh, oldestMs: NOW_MS - HOUR_MS - 1 })).toMatchObject({ status: 'degraded' });
  });
});
