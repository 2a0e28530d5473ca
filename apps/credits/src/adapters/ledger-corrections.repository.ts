import { postingsOf } from '@ecobe/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import type { LedgerCorrections, NewReversal, Reversal } from '../ports/ledger-corrections';
import { inLedgerTransaction } from './ledger-transaction';
import { LOCK_CREDITS } from './ledger-writes.sql';
import { postEntry } from './post-entry';

/** Lots of one EXPIRE entry. */
const LARGEST_EXPIRY = 200;

const EXPIRED = 'expires_at <= now() AND available_g > 0 AND hold IS NULL';

const TO_EXPIRE = `SELECT DISTINCT organization_id FROM credits.carbon_credit WHERE ${EXPIRED}`;

const LOCK_EXPIRED = `
  SELECT id, available_g FROM credits.carbon_credit WHERE organization_id = $1 AND ${EXPIRED}
  ORDER BY id LIMIT ${LARGEST_EXPIRY} FOR NO KEY UPDATE`;

const LOCK_RETIREMENT = `
  SELECT id, entry_id, status FROM credits.retirement WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE`;

const LINES =
  'SELECT credit_id, grams FROM credits.retirement_line WHERE retirement_id = $1 ORDER BY credit_id';

const KNOWN = 'SELECT reason, created_at FROM credits.reversal WHERE retirement_id = $1';

const ADD = `
  INSERT INTO credits.reversal (entry_id, organization_id, retirement_id, reason) VALUES ($1, $2, $3, $4)
  RETURNING reason, created_at`;

interface ReversalRow {
  reason: string;
  created_at: Date;
}
interface LineRow {
  credit_id: string;
  grams: string;
}

/** Entries that no buyer asks for, in PostgreSQL. */
export class LedgerCorrectionsRepository implements LedgerCorrections {
  constructor(private readonly dataSource: DataSource) {}

  async organizationsToExpire(): Promise<string[]> {
    const rows = await this.dataSource.query<{ organization_id: string }[]>(TO_EXPIRE);
    return rows.map((row) => row.organization_id);
  }

  expire(organizationId: string): Promise<number> {
    return inLedgerTransaction(this.dataSource, async (manager) => {
      const lots = await manager.query<{ id: string; available_g: string }[]>(LOCK_EXPIRED, [organizationId]);
      if (lots.length === 0) return 0;
      const postings = lots.flatMap((lot) => postingsOf('EXPIRE', lot.id, BigInt(lot.available_g)));
      const origin = { organizationId, operation: 'expire-credits', key: null, requestId: null };
      await postEntry(manager, origin, { kind: 'EXPIRE', postings, lotCount: lots.length });
      return lots.length;
    });
  }

  reverse(reversal: NewReversal): Promise<Reversal | null> {
    return inLedgerTransaction(this.dataSource, (manager) => reverseWithin(manager, reversal));
  }
}

async function reverseWithin(manager: EntityManager, reversal: NewReversal): Promise<Reversal | null> {
  const { organizationId, retirementId, reason, requestId } = reversal;
  const [retirement] = await manager.query<{ id: string; entry_id: string; status: string }[]>(
    LOCK_RETIREMENT,
    [organizationId, retirementId],
  );
  if (retirement === undefined) return null;
  const lines = await manager.query<LineRow[]>(LINES, [retirement.id]);
  const reversedG = lines.reduce((sum, { grams }) => sum + BigInt(grams), 0n);
  const answer = (row: ReversalRow | undefined, isNew: boolean): Reversal => {
    if (row === undefined) throw new Error(`the reversal of ${retirement.id} is not in the books`);
    return { reversedG, reason: row.reason, reversedAtMs: row.created_at.getTime(), isNew };
  };
  if (retirement.status === 'REVERSED') {
    return answer((await manager.query<ReversalRow[]>(KNOWN, [retirement.id]))[0], false);
  }
  await manager.query(LOCK_CREDITS, [organizationId, lines.map(({ credit_id }) => credit_id)]);
  const postings = lines.flatMap(({ credit_id, grams }) => postingsOf('REVERSE', credit_id, BigInt(grams)));
  const origin = { organizationId, operation: 'reverse-retirement', key: null, requestId };
  const entryId = await postEntry(manager, origin, {
    ...{ kind: 'REVERSE', postings, lotCount: lines.length },
    reversesId: retirement.entry_id,
  });
  await manager.query("UPDATE credits.retirement SET status = 'REVERSED' WHERE id = $1", [retirement.id]);
  const [row] = await manager.query<ReversalRow[]>(ADD, [entryId, organizationId, retirement.id, reason]);
  return answer(row, true);
}
