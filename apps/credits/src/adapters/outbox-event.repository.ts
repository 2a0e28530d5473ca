import type { LedgerPosted } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';

/** Entries told in one transaction. */
const LARGEST_RELAY = 500;

const WAITING = `
  SELECT event.entry_id, event.organization_id, kind FROM credits.outbox_event AS event
  JOIN credits.ledger_entry AS entry ON entry.id = event.entry_id
  WHERE relayed_at IS NULL ORDER BY event.entry_id LIMIT ${LARGEST_RELAY} FOR UPDATE OF event SKIP LOCKED`;

/** What is to be told of the books, in PostgreSQL. */
export class OutboxEventRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Hands on what was not told yet; what another process is telling at this moment is left to it.
   * @returns how many were told
   * @throws what `tell` throws; all are then waiting as before
   */
  relay(tell: (posted: readonly LedgerPosted[]) => Promise<void>): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const rows =
        await manager.query<{ entry_id: string; organization_id: string; kind: string }[]>(WAITING);
      if (rows.length === 0) return 0;
      await tell(
        rows.map(({ entry_id: entryId, organization_id: organizationId, kind }) => ({
          entryId,
          organizationId,
          kind,
        })),
      );
      await manager.query(
        'UPDATE credits.outbox_event SET relayed_at = now() WHERE entry_id = ANY($1::bigint[])',
        [rows.map(({ entry_id }) => entry_id)],
      );
      return rows.length;
    });
  }
}
