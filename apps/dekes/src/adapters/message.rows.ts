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

/** What a newer report corrects need not be told any more; told after it, it would even undo it. */
export async function replaceReports(
  manager: EntityManager,
  outbox: Outbox,
  workloadId: string,
): Promise<void> {
  const [replaced] = await manager.query<[{ key: string }[], number]>(
    `UPDATE dekes.dekes_message SET status = 'dead', last_error = 'replaced by a newer report'
     WHERE workload_id = $1 AND kind = 'report' AND status = 'waiting' RETURNING key`,
    [workloadId],
  );
  const keys = replaced.map(({ key }) => key);
  if (keys.length > 0) await outbox.done(keys, manager);
}
