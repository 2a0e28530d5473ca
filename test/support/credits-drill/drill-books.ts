import type { PurchaseAnswer, RetirementAnswer } from '@ecobe/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Acknowledged } from './crash-drill';

/** What the books say of what clients were told. */
export interface BooksOfDrill {
  /** Operations that were acknowledged, and whose entry or effect is not there. */
  readonly lost: number;
  /** Entries beyond one for an operation, and effects that nobody asked for. */
  readonly doubled: number;
  readonly entries: number;
}

const LIMIT_MS = 60_000;

const ENTRIES = `
  SELECT entry.idempotency_key AS key, sum(delta_g)::text AS grams, command.answer ->> $1 AS id
  FROM credits.ledger_entry AS entry
  JOIN credits.posting ON posting.entry_id = entry.id AND delta_g > 0
  LEFT JOIN credits.idempotency_key AS command ON command.entry_id = entry.id
  WHERE kind = $2 AND entry.idempotency_key LIKE 'client:drill-%'
  GROUP BY entry.id, command.answer ->> $1`;

const WAITING = `
  SELECT (SELECT count(*) FROM credits.outbox_event WHERE relayed_at IS NULL)::int
    + (SELECT count(*) FROM credits.audit_waiting)::int AS count`;

/** Compares, in the database itself, what clients were told with what is there. */
export async function booksOfDrill(
  databaseUrl: string,
  operations: readonly Acknowledged[],
): Promise<BooksOfDrill> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const bought = await entriesOf(client, 'creditId', 'PURCHASE');
    const retired = await entriesOf(client, 'retirementId', 'RETIRE');
    let lost = 0;
    for (const operation of operations.filter(({ status }) => status === 201)) {
      const [entry] = (operation.kind === 'purchase' ? bought : retired).get(operation.key) ?? [];
      const isThere = entry?.id === idOf(operation) && entry.grams === String(operation.grams);
      if (!isThere) lost += 1;
    }
    const entries = [...bought.values(), ...retired.values()].flat().length;
    return { lost, entries, doubled: entries - bought.size - retired.size };
  } finally {
    await client.end();
  }
}

/** Waits until every entry is sealed and told. @returns whether that came to be in a minute */
export async function isAllSealedAndTold(databaseUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const startedMs = Date.now(); Date.now() - startedMs < LIMIT_MS; await sleep(200)) {
      const { rows } = await client.query<{ count: number }>(WAITING);
      if (rows[0]?.count === 0) return true;
    }
    return false;
  } finally {
    await client.end();
  }
}

const idOf = ({ kind, text }: Acknowledged): string =>
  kind === 'purchase'
    ? (JSON.parse(text) as PurchaseAnswer).creditId
    : (JSON.parse(text) as RetirementAnswer).retirementId;

interface EntryRow {
  readonly key: string;
  readonly grams: string;
  readonly id: string | null;
}

/** Entries by the key that the client gave. */
async function entriesOf(client: Client, idField: string, kind: string): Promise<Map<string, EntryRow[]>> {
  const { rows } = await client.query<EntryRow>(ENTRIES, [idField, kind]);
  const byKey = new Map<string, EntryRow[]>();
  for (const row of rows) {
    const key = row.key.replace('client:', '');
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return byKey;
}
