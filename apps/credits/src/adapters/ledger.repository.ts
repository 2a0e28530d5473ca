import { idempotencyKeyReused } from '@ecobe/contracts';
import type { Answered } from '@ecobe/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Command, LedgerStore, LedgerView, LedgerWriter } from '../ports/ledger-store';
import { inLedgerTransaction } from './ledger-transaction';
import { SqlLedgerView } from './sql-ledger.view';
import { SqlLedgerWriter } from './sql-ledger.writer';
import { refusalOfClaim } from './store-faults';

/** A twin that is under way is waited for: its answer is then ours. */
const CLAIM = `
  INSERT INTO credits.idempotency_key (organization_id, operation, key, fingerprint) VALUES ($1, $2, $3, $4)
  ON CONFLICT DO NOTHING RETURNING created_at`;

const EARLIER = `
  SELECT fingerprint, answer FROM credits.idempotency_key WHERE organization_id = $1 AND operation = $2 AND key = $3`;

const KEEP_ANSWER = `
  UPDATE credits.idempotency_key SET answer = $4, entry_id = $5 WHERE organization_id = $1 AND operation = $2 AND key = $3`;

/** One snapshot for all that is looked at, and no write; both are told before anything is read. */
const LOOK_ONLY = 'SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY';

/**
 * The books in PostgreSQL. Commands, entries, postings, lots and what is to be told are written in one transaction at READ
 * COMMITTED; lots are locked in the order of their ids. docs/adr/0010-credits-are-a-ledger.md
 */
export class LedgerRepository implements LedgerStore {
  constructor(private readonly dataSource: DataSource) {}

  once<Answer extends object>(
    command: Command,
    work: (books: LedgerWriter) => Promise<Answer>,
  ): Promise<Answered<Answer>> {
    return inLedgerTransaction(this.dataSource, async (manager) => {
      const nowMs = await this.claim(manager, command);
      if (nowMs === null) return { answer: await earlier<Answer>(manager, command), isReplayed: true };
      const books = new SqlLedgerWriter(manager, command, nowMs);
      const answer = await work(books);
      await manager.query(KEEP_ANSWER, [...keyOf(command), JSON.stringify(answer), books.entryId]);
      return { answer, isReplayed: false };
    });
  }

  preview<Plan>(organizationId: string, look: (books: LedgerView) => Promise<Plan>): Promise<Plan> {
    return inLedgerTransaction(this.dataSource, async (manager) => {
      await manager.query(LOOK_ONLY);
      const [row] = await manager.query<{ now: Date }[]>('SELECT now() AS now');
      return look(new SqlLedgerView(manager, organizationId, row?.now.getTime() ?? NaN));
    });
  }

  /** @returns the database's time of the claim; null where the command was done before */
  private async claim(manager: EntityManager, command: Command): Promise<number | null> {
    try {
      const [claimed] = await manager.query<{ created_at: Date }[]>(CLAIM, [
        ...keyOf(command),
        command.fingerprint,
      ]);
      return claimed?.created_at.getTime() ?? null;
    } catch (error) {
      throw refusalOfClaim(error) ?? error;
    }
  }
}

const keyOf = ({ organizationId, operation, key }: Command): string[] => [organizationId, operation, key];

/** What a command answered before. @throws ProblemError 422 `IDEMPOTENCY_KEY_REUSED` */
async function earlier<Answer>(manager: EntityManager, command: Command): Promise<Answer> {
  const [row] = await manager.query<{ fingerprint: string; answer: Answer | null }[]>(
    EARLIER,
    keyOf(command),
  );
  if (row === undefined || row.answer === null) throw new Error(`no answer is kept for ${command.operation}`);
  if (row.fingerprint !== command.fingerprint) throw idempotencyKeyReused();
  return row.answer;
}
