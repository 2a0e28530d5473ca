import type { Outbox } from '@ecobe/persistence';
import type { EntityManager } from 'typeorm';
import { MESSAGE_QUEUE } from '../ports/message-store';
import type { OutgoingMessage } from '../ports/workload-store';

/** Keeps messages together with what they tell of, each once by its key, and has them sent. */
export async function addMessages(
  manager: EntityManager,
  outbox: Outbox,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  for (const { key, kind, workloadId, body, createdMs } of messages) {
    const added = await manager.query<unknown[]>(
      `INSERT INTO dekes.dekes_message (key, kind, workload_id, body, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING RETURNING key`,
      [key, kind, workloadId, JSON.stringify(body), new Date(createdMs)],
    );
    if (added.length > 0) await outbox.add(manager, [{ key, topic: MESSAGE_QUEUE, payload: { key } }]);
  }
}
