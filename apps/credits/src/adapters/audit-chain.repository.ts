import { sealBlock } from '@ecobe/ledger';
import type { AuditBlock } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { byOrganization } from './by-organization';
import { CHAINS, FORMAT, factText } from './ledger-facts.sql';
import type { Chain } from './ledger-facts.sql';

/** Facts sealed in one transaction. */
const LARGEST_PORTION = 1_000;

/** One process seals; the others leave it to that. */
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended('credits audit chain', 0)) AS is_ours,
  to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS now`;

const waitingFacts = ({ facts }: Chain): string => `${facts} WHERE id IN
  (SELECT fact_id FROM credits.audit_waiting WHERE chain = $1 ORDER BY fact_id LIMIT ${LARGEST_PORTION}) ORDER BY id`;

const LAST = `
  SELECT DISTINCT ON (organization_id) organization_id, number, hash FROM credits.audit_block
  WHERE chain = $1 AND organization_id = ANY($2::text[]) ORDER BY organization_id, number DESC`;

const ADD = `
  INSERT INTO credits.audit_block
    (organization_id, chain, format, sealed_at, number, previous_hash, hash, entry_ids, entry_hashes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const WAIT_NO_MORE = 'DELETE FROM credits.audit_waiting WHERE chain = $1 AND fact_id = ANY($2::bigint[])';

interface FactRow {
  id: string;
  organization_id: string;
  fact: unknown[];
}
type Head = Pick<AuditBlock, 'number' | 'hash'>;

/** Seals entries and emissions behind their writers. */
export class AuditChainRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Seals what is committed and waits. @returns how many facts that were */
  seal(): Promise<number> {
    return this.dataSource.transaction(sealWithin);
  }
}

/** The same within a transaction of the caller. */
export async function sealWithin(manager: EntityManager): Promise<number> {
  let count = 0;
  for (const chain of CHAINS) count += await sealPortion(manager, chain);
  return count;
}

async function sealPortion(manager: EntityManager, chain: Chain): Promise<number> {
  const [lock] = await manager.query<{ is_ours: boolean; now: string }[]>(LOCK);
  if (lock?.is_ours !== true) return 0;
  const rows = await manager.query<FactRow[]>(waitingFacts(chain), [chain.name]);
  if (rows.length === 0) return 0;
  const organizations = byOrganization(rows);
  const last = await lastBlocks(manager, chain, [...organizations.keys()]);
  const header = { format: FORMAT, context: [chain.name, lock.now] };
  for (const [organizationId, facts] of organizations) {
    const chained = facts.map(({ id, fact }) => ({ id: BigInt(id), text: factText(chain, fact, FORMAT) }));
    const block = sealBlock(last.get(organizationId) ?? null, chained, sha256, header);
    await manager.query(ADD, [
      ...[organizationId, chain.name, block.format, lock.now],
      ...[block.number, block.previousHash, block.hash],
      block.seals.map(({ id }) => String(id)),
      block.seals.map(({ hash }) => hash),
    ]);
  }
  await manager.query(WAIT_NO_MORE, [chain.name, rows.map(({ id }) => id)]);
  return rows.length;
}

async function lastBlocks(
  manager: EntityManager,
  { name }: Chain,
  organizationIds: string[],
): Promise<Map<string, Head>> {
  const rows = await manager.query<(Head & { organization_id: string })[]>(LAST, [name, organizationIds]);
  return new Map(rows.map(({ organization_id, number, hash }) => [organization_id, { number, hash }]));
}
