import type { Registry } from '@ecobe/contracts';
import type { Answered, LotFilter } from '@ecobe/contracts';
import type { RetirementLine, SerialRange } from '@ecobe/ledger';
import type { CreditDescription, StoredCredit } from './stored-credit';

/** A write, which is done once under its key. */
export interface Command {
  readonly organizationId: string;
  readonly operation: string;
  readonly key: string;
  /** Tells another request under the same key apart. */
  readonly fingerprint: string;
  readonly requestId: string | null;
}

/** A lot as it is bought. */
export interface NewCredit extends CreditDescription {
  readonly id: string;
  readonly registry: Registry;
  readonly issuedG: bigint;
  /** Compared with those of all lots, whether there is one per tonne or not; null where the text is no range. */
  readonly serials: SerialRange | null;
}

/** A retirement with what leaves each lot. */
export interface NewRetirement {
  readonly id: string;
  readonly reason: string;
  readonly purpose: 'REQUEST' | 'AUTO_OFFSET';
  readonly beneficiary: { readonly name: string; readonly type: 'ORGANIZATION' | 'PERSON' } | null;
  /** ISO instants in UTC. */
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly workloadRequestId: string | null;
  readonly lines: readonly RetirementLine[];
}

/** Sums of an organisation. */
export interface LedgerTotals {
  readonly emissionsUg: bigint;
  readonly offsetG: bigint;
}

/** The first of the lots that can be retired, and what is available in all of them. */
export interface RetirableLots {
  readonly lots: readonly StoredCredit[];
  readonly totalG: bigint;
}

/** What plans are made from: the books of one organisation at one moment. */
export interface LedgerView {
  /** The database's own clock at the start of the transaction, epoch ms. */
  readonly nowMs: number;
  totals(): Promise<LedgerTotals>;
  /** Grams of this calendar month (UTC) that were retired for a target and were not reversed. */
  offsetThisMonth(): Promise<bigint>;
  /** Lots that can be retired, not locked: the first `limit` of them in the order of their use. */
  retirable(filter: LotFilter, limit: number): Promise<RetirableLots>;
}

/** The books of one organisation within one transaction: all of it is written, or nothing. */
export interface LedgerWriter extends LedgerView {
  /** @throws ProblemError 409 `SERIAL_ALREADY_TRACKED` */
  addCredit(credit: NewCredit): Promise<StoredCredit>;
  /** Those of these lots that the organisation has; nobody else changes them until the end. */
  lockCredits(ids: readonly string[]): Promise<StoredCredit[]>;
  /** Retires from locked lots. @throws Error if a lot is not as its line says */
  retire(retirement: NewRetirement): Promise<void>;
  /** Lets nobody else work to a target of this organisation until the end. */
  lockTarget(): Promise<void>;
}

export interface LedgerStore {
  /**
   * Does `work` once: a command that was done before is answered as it was then.
   * @throws ProblemError 409 `IDEMPOTENCY_KEY_IN_USE`, 422 `IDEMPOTENCY_KEY_REUSED`, 503 `LEDGER_BUSY`, and what `work` throws
   */
  once<Answer extends object>(
    command: Command,
    work: (books: LedgerWriter) => Promise<Answer>,
  ): Promise<Answered<Answer>>;
  /** Looks at the books at one moment: waits for nobody, and cannot write. @throws ProblemError 503 `LEDGER_BUSY` */
  preview<Plan>(organizationId: string, look: (books: LedgerView) => Promise<Plan>): Promise<Plan>;
}

/** What a plan rested on was changed by another transaction; all is tried again from the start. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}
