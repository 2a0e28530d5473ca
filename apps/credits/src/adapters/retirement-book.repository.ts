import { ProblemError, idempotencyKeyReused } from '@ecobe/contracts';
import type { RetirementAnswer } from '@ecobe/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { ChangedMeanwhileError } from '../ports/ledger-store';
import type {
  AskedRetirement,
  DecidedRetirement,
  RetirementBook,
  RetirementOutcome,
} from '../ports/retirement-book';
import type { StoredCredit } from '../ports/stored-credit';
import { creditOf, rangeText } from './credit-rows';
import type { CreditRow } from './credit-rows';
import { inLedgerTransaction } from './ledger-transaction';
import { LOCK_CREDITS } from './ledger-writes.sql';
import { CLAIM_ALL, EARLIER_ANSWERS, FORGET_REFUSED, RETIRE_ALL } from './retirement-book.sql';
import { refusalOfClaim } from './store-faults';

interface Decided extends DecidedRetirement {
  readonly command: AskedRetirement['command'];
}

/**
 * Retirements in PostgreSQL. Many that want the same lots take the locks once, together, and wait for one commit: each alone
 * would hold the others up for all its steps. docs/adr/0010-credits-are-a-ledger.md
 */
export class RetirementBookRepository implements RetirementBook {
  constructor(private readonly dataSource: DataSource) {}

  retireAll(asked: readonly AskedRetirement[]): Promise<RetirementOutcome[]> {
    return inLedgerTransaction(this.dataSource, (manager) => retireWithin(manager, asked));
  }

  async holdersOf(creditIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.dataSource.query<{ id: string; organization_id: string }[]>(
      'SELECT id, organization_id FROM credits.carbon_credit WHERE id = ANY($1::uuid[])',
      [creditIds],
    );
    return new Map(rows.map((row) => [row.id, row.organization_id]));
  }
}

async function retireWithin(
  manager: EntityManager,
  asked: readonly AskedRetirement[],
): Promise<RetirementOutcome[]> {
  const [first] = asked;
  if (first === undefined) return [];
  const scope = [first.command.organizationId, first.command.operation];
  const claimed = await claim(manager, scope, asked);
  const outcomes = await earlierAnswers(
    manager,
    scope,
    asked.filter(({ command }) => !claimed.has(command.key)),
  );
  const mine = asked.filter(({ command }) => claimed.has(command.key));
  const lots = await lock(
    manager,
    scope[0],
    mine.flatMap(({ lotIds }) => lotIds),
  );
  const decided: Decided[] = [];
  for (const { command, decide } of mine) {
    try {
      const one = decide(lots, claimed.get(command.key) ?? NaN);
      takeFrom(lots, one);
      decided.push({ ...one, command });
      outcomes.set(command.key, { kind: 'answered', answered: { answer: one.answer, isReplayed: false } });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      outcomes.set(command.key, { kind: 'refused', reason: error });
    }
  }
  await write(manager, scope, decided);
  const refused = mine
    .map(({ command }) => command.key)
    .filter((key) => outcomes.get(key)?.kind === 'refused');
  if (refused.length > 0) await manager.query(FORGET_REFUSED, [...scope, refused]);
  return asked.map(({ command }) => outcomeOf(outcomes, command.key));
}

/** @returns when each was claimed by the clock of the database, epoch ms, by key; those done before are left out */
async function claim(
  manager: EntityManager,
  scope: readonly string[],
  asked: readonly AskedRetirement[],
): Promise<Map<string, number>> {
  const commands = asked.map(({ command }) => command);
  const params = [...scope, commands.map(({ key }) => key), commands.map(({ fingerprint }) => fingerprint)];
  try {
    const rows = await manager.query<{ key: string; created_at: Date }[]>(CLAIM_ALL, params);
    return new Map(rows.map((row) => [row.key, row.created_at.getTime()]));
  } catch (error) {
    throw refusalOfClaim(error) ?? error;
  }
}

async function earlierAnswers(
  manager: EntityManager,
  scope: readonly string[],
  asked: readonly AskedRetirement[],
): Promise<Map<string, RetirementOutcome>> {
  const outcomes = new Map<string, RetirementOutcome>();
  if (asked.length === 0) return outcomes;
  const fingerprints = new Map(asked.map(({ command }) => [command.key, command.fingerprint]));
  const rows = await manager.query<{ key: string; fingerprint: string; answer: RetirementAnswer }[]>(
    EARLIER_ANSWERS,
    [...scope, [...fingerprints.keys()]],
  );
  for (const { key, fingerprint, answer } of rows) {
    const isSame = fingerprint === fingerprints.get(key);
    outcomes.set(
      key,
      isSame
        ? { kind: 'answered', answered: { answer, isReplayed: true } }
        : { kind: 'refused', reason: idempotencyKeyReused() },
    );
  }
  return outcomes;
}

async function lock(
  manager: EntityManager,
  organizationId: string | undefined,
  ids: readonly string[],
): Promise<Map<string, StoredCredit>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.query<CreditRow[]>(LOCK_CREDITS, [organizationId, [...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, creditOf(row)]));
}

/** What is left for those that come after. */
function takeFrom(lots: Map<string, StoredCredit>, { retirement }: DecidedRetirement): void {
  for (const { lotId, after } of retirement.lines) {
    const lot = lots.get(lotId);
    if (lot !== undefined) lots.set(lotId, { ...lot, ...after });
  }
}

async function write(
  manager: EntityManager,
  scope: readonly string[],
  decided: readonly Decided[],
): Promise<void> {
  if (decided.length === 0) return;
  const lines = decided.flatMap(({ command: { key }, retirement }) =>
    retirement.lines.map(({ lotId, grams, serials }) => ({
      ...{ key, credit_id: lotId, grams: String(grams) },
      serial_range: serials === null ? null : rangeText(serials),
    })),
  );
  const [row] = await manager.query<{ kept: number; moved: number }[]>(RETIRE_ALL, [
    ...scope,
    JSON.stringify(decided.map(rowOf)),
    JSON.stringify(lines),
  ]);
  const lotCount = new Set(lines.map(({ credit_id }) => credit_id)).size;
  if (row?.moved !== lotCount) throw new ChangedMeanwhileError('a lot of RETIRE is not as it was read');
  if (row.kept !== decided.length) throw new Error(`${row.kept} of ${decided.length} answers were kept`);
}

const rowOf = ({ command, retirement, answer }: Decided, place: number) => ({
  ...{ place, key: command.key, request_id: command.requestId, id: retirement.id },
  ...{ reason: retirement.reason, purpose: retirement.purpose },
  beneficiary_name: retirement.beneficiary?.name ?? null,
  beneficiary_type: retirement.beneficiary?.type ?? null,
  period_start: retirement.period?.start ?? null,
  period_end: retirement.period?.end ?? null,
  workload_request_id: retirement.workloadRequestId,
  answer: JSON.stringify(answer),
});

function outcomeOf(outcomes: ReadonlyMap<string, RetirementOutcome>, key: string): RetirementOutcome {
  const outcome = outcomes.get(key);
  if (outcome === undefined) throw new Error(`no answer is kept for the key ${key}`);
  return outcome;
}
