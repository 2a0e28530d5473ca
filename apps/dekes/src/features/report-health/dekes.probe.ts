import { HOUR_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { HealthCheck } from '@ecobe/contracts';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';

/** What waits for longer, by the suite's clock, is worth a look. */
const OLD_MS = HOUR_MS;

/**
 * How many messages to DEKES wait. They wait without harm, but somebody should know where DEKES refuses our key, or has taken
 * nothing for an hour.
 */
export async function deliveryCheck(
  messages: Pick<MessageStore, 'waiting'>,
  dekes: Pick<DekesApi, 'absence'>,
  clock: Clock,
): Promise<HealthCheck> {
  const { count: waiting, oldestMs, refusedKey } = await messages.waiting();
  if (dekes.absence !== null) return { status: 'ok', waiting, detail: `not delivered: ${dekes.absence}` };
  if (refusedKey !== null) return { status: 'degraded', waiting, detail: refusedKey };
  const isOld = oldestMs !== null && clock.nowMs() - oldestMs > OLD_MS;
  if (isOld) return { status: 'degraded', waiting, detail: 'messages have waited for more than an hour' };
  return { status: 'ok', waiting };
}
