import type { ChainFinding } from '@ecobe/ledger';
import type { DataSource, EntityManager } from 'typeorm';
import { verifyChains } from './chain-verifier';
import type { ChainHead } from './chain-verifier';
import { INVARIANTS } from './invariants.sql';
import { CHAINS } from './ledger-facts.sql';
import type { Chain } from './ledger-facts.sql';

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
  /** The last block of each chain: whoever keeps them elsewhere finds out later if a chain was made anew. */
  readonly heads: readonly ChainHead[];
}

const UNCHANGED = 'what was recorded never changes';
const CHAINED = 'the audit chain is whole from its first block on';
const SEALED = 'what is recorded is sealed within a minute while the service runs';

const WORKLOAD = 'SELECT workload_id, revision FROM credits.emission_intake WHERE id = $1';

/** Checks every rule of the books, all at one moment and without writing. @param knownHeads those of earlier verdicts */
export const verifyLedger = (
  dataSource: DataSource,
  knownHeads: readonly ChainHead[] = [],
): Promise<LedgerVerdict> =>
  dataSource.transaction('REPEATABLE READ', async (manager) => {
    await manager.query('SET TRANSACTION READ ONLY');
    // It reads everything, and nobody waits for it.
    await manager.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    return verifyWithin(manager, knownHeads);
  });

/** The same within a transaction of the caller. */
export async function verifyWithin(
  manager: EntityManager,
  knownHeads: readonly ChainHead[] = [],
): Promise<LedgerVerdict> {
  const findings: LedgerFinding[] = [];
  for (const { id, rule, sql } of INVARIANTS) {
    const rows = await manager.query<{ what: string }[]>(sql);
    findings.push(...rows.map(({ what }) => ({ invariant: id, rule, what })));
  }
  const heads: ChainHead[] = [];
  let [entryCount, blockCount] = [0, 0];
  for (const chain of CHAINS) {
    const verdict = await verifyChains(manager, chain, knownHeads);
    for (const one of verdict.findings) findings.push(await findingOf(manager, chain, one));
    heads.push(...verdict.heads);
    blockCount += verdict.blockCount;
    if (chain.name === 'entries') entryCount = verdict.factCount;
  }
  return { findings, entryCount, blockCount, heads };
}

async function findingOf(
  manager: EntityManager,
  chain: Chain,
  finding: ChainFinding & { organizationId: string },
): Promise<LedgerFinding> {
  const { organizationId, kind } = finding;
  if (kind === 'broken-block') {
    const what = `block ${finding.number} of the ${chain.name} of ${organizationId}`;
    return { invariant: 'I-15', rule: CHAINED, what };
  }
  const name = chain.name === 'entries' ? `entry ${finding.id}` : await emissionsName(manager, finding.id);
  return kind === 'overdue'
    ? { invariant: 'I-15', rule: SEALED, what: `${name} of ${organizationId} waits to be sealed` }
    : { invariant: 'I-4', rule: UNCHANGED, what: `${name} of ${organizationId} is ${kind}` };
}

async function emissionsName(manager: EntityManager, id: bigint): Promise<string> {
  const [row] = await manager.query<{ workload_id: string; revision: number }[]>(WORKLOAD, [String(id)]);
  return row === undefined
    ? `emission intake ${id}`
    : `emission intake ${id}, workload ${row.workload_id}, revision ${row.revision},`;
}
