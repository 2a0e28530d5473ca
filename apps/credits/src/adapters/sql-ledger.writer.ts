import { postingsOf } from '@ecobe/ledger';
import type { EntryKind, Posting } from '@ecobe/ledger';
import type { EntityManager } from 'typeorm';
import type { LedgerWriter, NewCredit, NewRetirement } from '../ports/ledger-store';
import type { StoredCredit } from '../ports/stored-credit';
import { CREDIT_COLUMNS, creditOf, rangeText, serialColumns } from './credit-rows';
import type { CreditRow } from './credit-rows';
import { ADD_CREDIT, ADD_RETIREMENT, LOCK_CREDITS, LOCK_TARGET } from './ledger-writes.sql';
import { postEntry } from './post-entry';
import type { Origin } from './post-entry';
import { SqlLedgerView } from './sql-ledger.view';

/** Writes into the books within one transaction. */
export class SqlLedgerWriter extends SqlLedgerView implements LedgerWriter {
  private posted: string | null = null;

  constructor(
    manager: EntityManager,
    private readonly origin: Origin,
    nowMs: number,
  ) {
    super(manager, origin.organizationId, nowMs);
  }

  /** Of the entry that was made; null without one. */
  get entryId(): string | null {
    return this.posted;
  }

  async addCredit(credit: NewCredit): Promise<StoredCredit> {
    const [prefix, range] = serialColumns(credit.serialText, credit.serials);
    const [row] = await this.manager.query<CreditRow[]>(`${ADD_CREDIT} RETURNING ${CREDIT_COLUMNS}`, [
      ...[credit.id, this.organizationId, credit.provider, credit.registry],
      ...[credit.mitigation, credit.pathway, credit.vintageStart, credit.vintageEnd],
      ...[JSON.stringify(credit.details), credit.serialText, prefix, range, credit.certificateUrl],
      ...[credit.certificateUrl === null ? null : 'UNCHECKED', String(credit.priceCents)],
      ...[credit.expiresAtMs === null ? null : new Date(credit.expiresAtMs), String(credit.issuedG)],
    ]);
    if (row === undefined) throw new Error(`lot ${credit.id} was not written`);
    await this.post('PURCHASE', postingsOf('PURCHASE', credit.id, credit.issuedG), 0);
    return creditOf(row);
  }

  async lockCredits(ids: readonly string[]): Promise<StoredCredit[]> {
    const rows = await this.manager.query<CreditRow[]>(LOCK_CREDITS, [this.organizationId, ids]);
    return rows.map(creditOf);
  }

  async retire({ lines, ...retirement }: NewRetirement): Promise<void> {
    const postings = lines.flatMap(({ lotId, grams }) => postingsOf('RETIRE', lotId, grams));
    const entryId = await this.post('RETIRE', postings, lines.length);
    const { beneficiary, period } = retirement;
    await this.manager.query(ADD_RETIREMENT, [
      ...[retirement.id, this.organizationId, entryId, retirement.reason, retirement.purpose],
      ...[beneficiary?.name ?? null, beneficiary?.type ?? null, period?.start ?? null, period?.end ?? null],
      retirement.workloadRequestId,
      lines.map(({ lotId }) => lotId),
      lines.map(({ grams }) => String(grams)),
      lines.map(({ serials }) => (serials === null ? null : rangeText(serials))),
    ]);
  }

  async lockTarget(): Promise<void> {
    await this.manager.query(LOCK_TARGET, [this.organizationId]);
  }

  private async post(kind: EntryKind, postings: readonly Posting[], lotCount: number): Promise<string> {
    this.posted = await postEntry(this.manager, this.origin, { kind, postings, lotCount });
    return this.posted;
  }
}
