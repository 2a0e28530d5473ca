import { verifyChain } from '@ecobe/ledger';
import type { AuditBlock, ChainFinding, ChainedFact } from '@ecobe/ledger';
import { sha256 } from '@ecobe/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { factOf } from './audit-chain.repository';
import { byOrganization } from './by-organization';
import { INVARIANTS } from './invariants.sql';
import { FACT } from './ledger-facts.sql';

/** A place where the books break a rule. */
interface LedgerFinding {
  readonly invariant: string;
  readonly rule: string;
  readonly what: string;
}

export interface LedgerVerdict {
  readonly findings: readonly LedgerFinding[];
  readonly entryCount: number;
  readonly blockCount: number;
}

const UNCHANGED = 'what was recorded never changes';
const CHAINED = 'the audit chain is whole from its first block on';

const BLOCKS = `
  SELECT organization_id, number, previous_hash, hash, entry_ids::text[] AS ids, entry_hashes AS hashes
  FROM credits.audit_block ORDER BY organization_id, number`;

/** Sealing follows within seconds; what is older than this should be sealed. */
const FACTS = `
  SELECT id, organization_id, ${FACT} AS fact, created_at < now() - interval '60 s' AS is_due
  FROM credits.ledger_entry AS entry WHERE id > $1 ORDER BY id LIMIT 5000`;

interface BlockRow {
  organization_id: string;
  number: number;
  previous_hash: string;
  hash: string;
  ids: string[];
  hashes: string[];
}
interface FactRow {
  id: string;
  organization_id: string;
  fact: unknown;
  is_due: boolean;
}

/** Checks every rule of the books, all at one moment and without writing. */
export const verifyLedger = (dataSource: DataSource): Promise<LedgerVerdict> =>
  dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    // It reads everything, and nobody waits for it.
    await manager.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    return verifyWithin(manager);
  });

/** The same within a transaction of the caller. */
export async function verifyWithin(manager: EntityManager): Promise<LedgerVerdict> {
  const findings: LedgerFinding[] = [];
  for (const { id, rule, sql } of INVARIANTS) {
    const rows = await manager.query<{ what: string }[]>(sql);
    findings.push(...rows.map(({ what }) => ({ invariant: id, rule, what })));
  }
  const blocks = byOrganization(await manager.query<BlockRow[]>(BLOCKS));
  const { facts, due, entryCount } = await readFacts(manager);
  for (const organizationId of new Set([...blocks.keys(), ...facts.keys()])) {
    const chain = (blocks.get(organizationId) ?? []).map(blockOf);
    const found = verifyChain(chain, facts.get(organizationId) ?? [], sha256, (id) => due.has(id));
    findings.push(...found.map((one) => findingOf(one, organizationId)));
  }
  return {
    findings,
    entryCount,
    blockCount: [...blocks.values()].reduce((sum, { length }) => sum + length, 0),
  };
}

async function readFacts(manager: EntityManager) {
  const rows: (ChainedFact & { organization_id: string })[] = [];
  const due = new Set<bigint>();
  for (let after = '0'; ;) {
    const page = await manager.query<FactRow[]>(FACTS, [after]);
    for (const row of page) {
      const fact = factOf(row);
      rows.push({ ...fact, organization_id: row.organization_id });
      if (row.is_due) due.add(fact.id);
    }
    const last = page.at(-1);
    if (last === undefined) return { facts: byOrganization(rows), due, entryCount: rows.length };
    after = last.id;
  }
}

const blockOf = (row: BlockRow): AuditBlock => ({
  number: row.number,
  previousHash: row.previous_hash,
  hash: row.hash,
  seals: row.ids.map((id, index) => ({ id: BigInt(id), hash: row.hashes[index] ?? '' })),
});

const findingOf = (finding: ChainFinding, organizationId: string): LedgerFinding =>
  finding.kind === 'broken-block'
    ? {
        ...{ invariant: 'I-15', rule: CHAINED },
        what: `block ${finding.number} of ${organizationId}`,
      }
    : {
        ...{ invariant: 'I-4', rule: UNCHANGED },
        what: `entry ${finding.id} of ${organizationId} is ${finding.kind}`,
      };
