import type { Outbox } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import type { MessageStore, StoredMessage, WaitingMessages } from '../ports/message-store';

interface MessageRow {
  key: string;
  kind: StoredMessage['kind'];
  workload_id: string;
  body: object;
  created_at: Date;
  status: StoredMessage['status'];
  attempts: number;
  last_error: string | null;
}

interface WaitingRow {
  count: string;
  oldest: Date | null;
  refused_key: string | null;
}

const messageOf = (row: MessageRow): StoredMessage => ({
  key: row.key,
  kind: row.kind,
  workloadId: row.workload_id,
  body: row.body,
  createdMs: row.created_at.getTime(),
  status: row.status,
  attempts: row.attempts,
  lastError: row.last_error,
});

/** Messages to DEKES in PostgreSQL; one that is through leaves the outbox in the same transaction. */
export class MessageRepository implements MessageStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  async find(key: string): Promise<StoredMessage | null> {
    const [row] = await this.rows('key = $1', [key]);
    return row === undefined ? null : messageOf(row);
  }

  async ofWorkloads(ids: readonly string[]): Promise<StoredMessage[]> {
    const rows = await this.rows('workload_id = ANY($1) ORDER BY created_at, key', [ids]);
    return rows.map(messageOf);
  }

  delivered(key: string, nowMs: number): Promise<void> {
    return this.finish(
      key,
      "status = 'delivered', attempts = attempts + 1, last_error = NULL, delivered_at = $2",
      new Date(nowMs),
    );
  }

  async failed(key: string, reason: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE dekes.dekes_message SET attempts = attempts + 1, last_error = $2 WHERE key = $1',
      [key, reason],
    );
  }

  givenUp(key: string, reason: string): Promise<void> {
    return this.finish(key, "status = 'dead', attempts = attempts + 1, last_error = $2", reason);
  }

  async waiting(): Promise<WaitingMessages> {
    const [row] = await this.dataSource.query<WaitingRow[]>(
      `SELECT count(*), min(created_at) AS oldest,
         max(last_error) FILTER (WHERE last_error LIKE 'DEKES answered 401%') AS refused_key
       FROM dekes.dekes_message WHERE status = 'waiting'`,
    );
    if (row === undefined) throw new Error('a count has no row');
    const { count, oldest, refused_key } = row;
    return { count: Number(count), oldestMs: oldest?.getTime() ?? null, refusedKey: refused_key };
  }

  private async finish(key: string, changes: string, parameter: unknown): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`UPDATE dekes.dekes_message SET ${changes} WHERE key = $1`, [key, parameter]);
      await this.outbox.done([key], manager);
    });
  }

  private rows(condition: string, parameters: unknown[]): Promise<MessageRow[]> {
    return this.dataSource.query<MessageRow[]>(
      `SELECT * FROM dekes.dekes_message WHERE ${condition}`,
      parameters,
    );
  }
}
