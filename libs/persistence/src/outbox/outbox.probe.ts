import type { HealthCheck } from '@ecobe/contracts';
import type { Outbox } from './outbox';

/** What has waited for longer, in real time, is worth a look. */
const OLD_SECONDS = 3_600;

/**
 * How many entries of an outbox wait and how many of these were refused, each with the age of the oldest in real seconds,
 * null of none. They wait without harm, but somebody should look at what is refused, or has waited for an hour.
 */
export async function outboxCheck(outbox: Pick<Outbox, 'backlog'>): Promise<HealthCheck> {
  const backlog = await outbox.backlog();
  if (backlog.refused > 0) return { status: 'degraded', ...backlog, detail: 'entries were refused' };
  const isOld = backlog.oldestWaitingSeconds !== null && backlog.oldestWaitingSeconds > OLD_SECONDS;
  if (isOld) return { status: 'degraded', ...backlog, detail: 'entries have waited for more than an hour' };
  return { status: 'ok', ...backlog };
}
