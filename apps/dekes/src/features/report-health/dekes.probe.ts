import type { HealthCheck } from '@ecobe/contracts';
import type { DekesApi } from '../../ports/dekes-api';
import type { MessageStore } from '../../ports/message-store';

/** How many messages to DEKES wait. They wait without harm: a DEKES that is away does not make this service ill. */
export async function deliveryCheck(
  messages: Pick<MessageStore, 'countWaiting'>,
  dekes: Pick<DekesApi, 'absence'>,
): Promise<HealthCheck> {
  const waiting = await messages.countWaiting();
  return {
    status: 'ok',
    waiting,
    ...(dekes.absence === null ? {} : { detail: `not delivered: ${dekes.absence}` }),
  };
}
