import { verifyChain } from '@ecobe/ledger';
import type { AuditBlock, ChainFinding, FactHash } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import type { EntityManager } from 'typeorm';
import { byOrganization } from './by-organization';
import { FORMAT, factText } from './ledger-facts.sql';
import type { Chain } from './ledger-facts.sql';

const BLOCKS = `
  SELECT organization_id, format, to_char(sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS sealed_at, number,
    previous_hash, hash, entry_ids::text[] AS ids, entry_hashes AS hashes
  FROM credits.audit_block WHERE chain = $1 ORDER BY organization_id, number`;

const PAGE = 'WHERE id > $1 ORDER BY id LIMIT 5000';

/** Sealing follows within seconds; what has waited longer than this should be sealed. */
const WAITING = `
  SELECT fact_id::text AS id, since < now() - interval '60 s' AS is_overdue FROM credits.audit_waiting WHERE chain = $1`;

interface BlockRow {
  organization_id: string;
  format: number;
  sealed_at: string;
  number: number;
  previous_hash: string;
  hash: string;
  ids: string[];
  hashes: string[];
}
interface FactRow {
  id: string;
  organization_id: string;
  fact: unknown[];
}

export interface ChainVerdict {
  readonly findings: readonly (ChainFinding & { readonly organizationId: string })[];
  readonly factCount: number;
  readonly blockCount: number;
  /** Last block of each organisation, which whoever keeps it can look for later. */
  readonly heads: readonly ChainHead[];
}

export interface ChainHead {
  readonly chain: Chain['name'];
  readonly organizationId: string;
  readonly number: number;
  readonly hash: string;
}

/** Verifies the chains of all organisations. @param knownHeads of earlier times, which must still be in them */
export async function verifyChains(
  manager: EntityManager,
  chain: Chain,
  knownHeads: readonly ChainHead[],
): Promise<ChainVerdict> {
  const rows = await manager.query<BlockRow[]>(BLOCKS, [chain.name]);
  const blocks = byOrganization(
    rows.map((row) => ({ ...blockOf(row, chain), organization_id: row.organization_id })),
  );
  const facts = await factHashes(manager, chain, formatsOf(rows));
  const waiting = await waitingIds(manager, chain);
  const whyUnsealed = (id: bigint) => {
    const isOverdue = waiting.get(String(id));
    return isOverdue === undefined ? 'unsealed' : isOverdue ? 'overdue' : null;
  };
  const organizationIds = new Set([...blocks.keys(), ...facts.keys()]);
  const findings = [...organizationIds].flatMap((organizationId) => {
    const found = verifyChain(
      blocks.get(organizationId) ?? [],
      facts.get(organizationId) ?? [],
      sha256,
      whyUnsealed,
    );
    return found.map((one) => ({ ...one, organizationId }));
  });
  return {
    findings: [...findings, ...goneHeads(knownHeads, chain, blocks)],
    factCount: [...facts.values()].reduce((sum, { length }) => sum + length, 0),
    blockCount: rows.length,
    heads: [...blocks].flatMap(([organizationId, all]) => headOf(chain, organizationId, all.at(-1))),
  };
}

const headOf = (chain: Chain, organizationId: string, block: AuditBlock | undefined): ChainHead[] =>
  block === undefined ? [] : [{ chain: chain.name, organizationId, number: block.number, hash: block.hash }];

/** A block that was there once, and is there no more or is another. */
const goneHeads = (
  known: readonly ChainHead[],
  chain: Chain,
  blocks: ReadonlyMap<string, readonly AuditBlock[]>,
) =>
  known.flatMap(({ chain: name, organizationId, number, hash }) => {
    if (name !== chain.name) return [];
    const isThere = blocks
      .get(organizationId)
      ?.some((block) => block.number === number && block.hash === hash);
    return isThere === true ? [] : [{ kind: 'broken-block', number, organizationId } as const];
  });

/** By which version each fact was sealed. */
function formatsOf(rows: readonly BlockRow[]): Map<string, number> {
  return new Map(rows.flatMap(({ ids, format }) => ids.map((id) => [id, format] as const)));
}

/** Only hashes are kept: the facts of years need not fit into memory. */
async function factHashes(
  manager: EntityManager,
  chain: Chain,
  formats: ReadonlyMap<string, number>,
): Promise<Map<string, (FactHash & { organization_id: string })[]>> {
  const hashes: (FactHash & { organization_id: string })[] = [];
  for (let after = '0'; ;) {
    const page = await manager.query<FactRow[]>(`${chain.facts} ${PAGE}`, [after]);
    for (const { id, organization_id, fact } of page) {
      const hash = sha256(factText(chain, fact, formats.get(id) ?? FORMAT));
      hashes.push({ id: BigInt(id), hash, organization_id });
    }
    const last = page.at(-1);
    if (last === undefined) return byOrganization(hashes);
    after = last.id;
  }
}

async function waitingIds(manager: EntityManager, { name }: Chain): Promise<Map<string, boolean>> {
  const rows = await manager.query<{ id: string; is_overdue: boolean }[]>(WAITING, [name]);
  return new Map(rows.map(({ id, is_overdue }) => [id, is_overdue]));
}

const blockOf = (row: BlockRow, chain: Chain): AuditBlock => ({
  format: row.format,
  context: [chain.name, row.sealed_at],
  number: row.number,
  previousHash: row.previous_hash,
  hash: row.hash,
  seals: row.ids.map((id, index) => ({ id: BigInt(id), hash: row.hashes[index] ?? '' })),
});
