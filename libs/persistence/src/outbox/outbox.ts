import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

/** Work that must be done because a transaction was committed. */
export interface OutboxEntry<Payload = unknown> {
  /** Derived from the data: an entry that is there already is not added again. */
  readonly key: string;
  /** Where it goes, e.g. the name of a queue. */
  readonly topic: string;
  readonly payload: Payload;
}

/** Hands entries on, all or none of them; more than once for the same key if it must be. */
export type OutboxDelivery = (entries: readonly OutboxEntry[]) => Promise<void>;

export interface OutboxOptions {
  /** Work of another kind in the same schema has an outbox of its own. */
  readonly table?: string;
  /** Real milliseconds after which an entry that nobody finished is handed on again. */
  readonly redeliveryMs?: number;
}

interface OutboxRow {
  key: string;
  topic: string;
  payload: unknown;
}

/** Entries handed on in one transaction. */
const LARGEST_RELAY = 500;
/** Whoever took an entry has this long to finish it; then it is handed on again, for what took it may have lost it. */
const DEFAULT_REDELIVERY_MS = 60_000;

const DEFAULT_TABLE = 'outbox';

/** Makes an outbox of a schema, in a migration of its own or within another. */
export async function createOutbox(
  runner: QueryRunner,
  schema: string,
  table = DEFAULT_TABLE,
): Promise<void> {
  await runner.query(`
    CREATE TABLE ${schema}.${table} (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      key text NOT NULL UNIQUE,
      topic text NOT NULL,
      payload jsonb NOT NULL,
      due_at timestamptz NOT NULL DEFAULT now(),
      relay_count integer NOT NULL DEFAULT 0
    )`);
  await runner.query(`CREATE INDEX ${table}_due ON ${schema}.${table} (due_at)`);
}

/** Lets an outbox note since when its entries wait (null: since before that was noted) and why they were refused. */
export async function noteRefusals(
  runner: QueryRunner,
  schema: string,
  table = DEFAULT_TABLE,
): Promise<void> {
  await runner.query(
    `ALTER TABLE ${schema}.${table} ADD COLUMN refusal text, ADD COLUMN added_at timestamptz`,
  );
  await runner.query(`ALTER TABLE ${schema}.${table} ALTER COLUMN added_at SET DEFAULT now()`);
}

/** Entries whose work is not done; ages in real seconds, null of none or where they are not known. */
export interface OutboxBacklog {
  readonly waiting: number;
  readonly oldestWaitingSeconds: number | null;
  /** Of those that wait. */
  readonly refused: number;
  readonly oldestRefusedSeconds: number | null;
}

/**
 * Facts that are committed together with the work that follows from them. An entry stays until its work is done, so that
 * neither a process that dies nor a Redis that forgets can lose it. Time is the database's own.
 */
export class Outbox {
  private readonly table: string;
  private readonly redeliveryMs: number;

  constructor(
    private readonly dataSource: DataSource,
    schema: string,
    { table = DEFAULT_TABLE, redeliveryMs = DEFAULT_REDELIVERY_MS }: OutboxOptions = {},
  ) {
    this.table = `${schema}.${table}`;
    this.redeliveryMs = redeliveryMs;
  }

  /** Adds entries within the caller's transaction. */
  async add(manager: EntityManager, entries: readonly OutboxEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await manager.query(
      `INSERT INTO ${this.table} (key, topic, payload)
       SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[]) ON CONFLICT (key) DO NOTHING`,
      [
        entries.map(({ key }) => key),
        entries.map(({ topic }) => topic),
        entries.map(({ payload }) => JSON.stringify(payload)),
      ],
    );
  }

  /**
   * Hands on what is due; what another process is handing on at this moment is left to it.
   * @returns how many entries were handed on
   * @throws what `deliver` throws; the entries are then due as before
   */
  async relay(deliver: OutboxDelivery): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<OutboxRow[]>(
        `SELECT key, topic, payload FROM ${this.table} WHERE due_at <= now()
         ORDER BY due_at, id LIMIT ${LARGEST_RELAY} FOR UPDATE SKIP LOCKED`,
      );
      if (rows.length === 0) return 0;
      await deliver(rows);
      await manager.query(
        `UPDATE ${this.table}
         SET relay_count = relay_count + 1, due_at = now() + $2 * interval '1 millisecond' WHERE key = ANY($1)`,
        [rows.map(({ key }) => key), this.redeliveryMs],
      );
      return rows.length;
    });
  }

  /** The work of these entries is done; in a transaction if its effect is there too. */
  async done(keys: readonly string[], manager: EntityManager = this.dataSource.manager): Promise<void> {
    await manager.query(`DELETE FROM ${this.table} WHERE key = ANY($1)`, [keys]);
  }

  /** Whoever is to do the work of an entry refuses it; it stays. The table must note refusals. */
  async refuse(key: string, reason: string): Promise<void> {
    await this.dataSource.query(`UPDATE ${this.table} SET refusal = $2 WHERE key = $1`, [key, reason]);
  }

  /** What waits and what was refused; the table must note refusals. */
  async backlog(): Promise<OutboxBacklog> {
    const [row] = await this.dataSource.query<[OutboxBacklog]>(
      `SELECT count(*)::int AS waiting, count(refusal)::int AS refused,
         EXTRACT(epoch FROM now() - min(added_at))::float8 AS "oldestWaitingSeconds",
         EXTRACT(epoch FROM now() - min(added_at) FILTER (WHERE refusal IS NOT NULL))::float8 AS "oldestRefusedSeconds"
       FROM ${this.table}`,
    );
    return row;
  }

  /** Entries whose work is not done yet. */
  async depth(): Promise<number> {
    const [row] = await this.dataSource.query<{ depth: string }[]>(
      `SELECT count(*) AS depth FROM ${this.table}`,
    );
    return Number(row?.depth ?? NaN);
  }
}
