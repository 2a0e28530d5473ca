import { sealBlock } from '@ecobe/ledger';
import type { AuditBlock, ChainedFact } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { byOrganization } from './by-organization';
import { FACT } from './ledger-facts.sql';

/** Entries sealed in one transaction. */
const LARGEST_PORTION = 1_000;

/** One process seals; the others leave it to that. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('credits audit chain', 0)) AS is_ours`;

const UNSEALED = `
  SELECT entry.id, organization_id, ${FACT} AS fact FROM credits.ledger_entry AS entry WHERE id IN
    (SELECT entry_id FROM credits.outbox_event WHERE sealed_at IS NULL ORDER BY entry_id LIMIT ${LARGEST_PORTION})
  ORDER BY id`;

const LAST = `
  SELECT DISTINCT ON (organization_id) organization_id, number, hash FROM credits.audit_block
  WHERE organization_id = ANY($1::text[]) ORDER BY organization_id, number DESC`;

const ADD = `
  INSERT INTO credits.audit_block (organization_id, number, previous_hash, hash, entry_ids, entry_hashes)
  VALUES ($1, $2, $3, $4, $5, $6)`;

interface FactRow {
  id: string;
  organization_id: string;
  fact: unknown;
}

/** An entry as the chain sees it. */
export const factOf = ({ id, fact }: Pick<FactRow, 'id' | 'fact'>): ChainedFact => ({
  id: BigInt(id),
  text: JSON.stringify(fact),
});

/** Seals entries behind their writers. */
export class AuditChainRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Seals what is committed and unsealed. @returns how many entries that were */
  seal(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const [lock] = await manager.query<{ is_ours: boolean }[]>(LOCK);
      if (lock?.is_ours !== true) return 0;
      const rows = await manager.query<FactRow[]>(UNSEALED);
      if (rows.length === 0) return 0;
      const organizations = byOrganization(rows);
      const last = await lastBlocks(manager, [...organizations.keys()]);
      for (const [organizationId, facts] of organizations) {
        const block = sealBlock(last.get(organizationId) ?? null, facts.map(factOf), sha256);
        await addBlock(manager, organizationId, block);
      }
      const ids = rows.map(({ id }) => id);
      await manager.query(
        'UPDATE credits.outbox_event SET sealed_at = now() WHERE entry_id = ANY($1::bigint[])',
        [ids],
      );
      return rows.length;
    });
  }
}

async function lastBlocks(
  manager: EntityManager,
  organizationIds: string[],
): Promise<Map<string, Pick<AuditBlock, 'number' | 'hash'>>> {
  const rows = await manager.query<{ organization_id: string; number: number; hash: string }[]>(LAST, [
    organizationIds,
  ]);
  return new Map(rows.map(({ organization_id, number, hash }) => [organization_id, { number, hash }]));
}

const addBlock = (manager: EntityManager, organizationId: string, block: AuditBlock): Promise<unknown> =>
  manager.query(ADD, [
    ...[organizationId, block.number, block.previousHash, block.hash],
    block.seals.map(({ id }) => String(id)),
    block.seals.map(({ hash }) => hash),
  ]);
