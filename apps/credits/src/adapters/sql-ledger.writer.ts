import type { LotFilter } from '@ecobe/contracts';
import { postingsOf } from '@ecobe/ledger';
import type { EntryKind, Posting } from '@ecobe/ledger';
import type { EntityManager } from 'typeorm';
import { ChangedMeanwhileError } from '../ports/ledger-store';
import type { Command, LedgerTotals, LedgerWriter, NewCredit, NewRetirement } from '../ports/ledger-store';
import type { StoredCredit } from '../ports/stored-credit';
import { CREDIT_COLUMNS, creditOf, rangeText, serialColumns } from './credit-rows';
import type { CreditRow } from './credit-rows';
import {
  ADD_CREDIT,
  ADD_RETIREMENT,
  LOCK_CREDITS,
  LOCK_TARGET,
  POST,
  RETIRABLE,
  TOTALS,
} from './ledger-writes.sql';

/** A command, or a rehearsal of one, which has no key. */
type Origin = Omit<Command, 'key'> & { readonly key: string | null };

/** Writes into the books within one transaction. */
export class SqlLedgerWriter implements LedgerWriter {
  private posted: string | null = null;

  constructor(
    private readonly manager: EntityManager,
    private readonly origin: Origin,
    readonly nowMs: number,
  ) {}

  /** Of the entry that was made; null without one. */
  get entryId(): string | null {
    return this.posted;
  }

  async addCredit(credit: NewCredit): Promise<StoredCredit> {
    const [prefix, range] = serialColumns(credit.serialText, credit.serials);
    const [row] = await this.manager.query<CreditRow[]>(`${ADD_CREDIT} RETURNING ${CREDIT_COLUMNS}`, [
      ...[credit.id, this.origin.organizationId, credit.provider, credit.registry],
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
    const rows = await this.manager.query<CreditRow[]>(LOCK_CREDITS, [this.origin.organizationId, ids]);
    return rows.map(creditOf);
  }

  async retire({ lines, ...retirement }: NewRetirement): Promise<void> {
    const postings = lines.flatMap(({ lotId, grams }) => postingsOf('RETIRE', lotId, grams));
    const entryId = await this.post('RETIRE', postings, lines.length);
    const { beneficiary, period } = retirement;
    await this.manager.query(ADD_RETIREMENT, [
      ...[retirement.id, this.origin.organizationId, entryId, retirement.reason, retirement.purpose],
      ...[beneficiary?.name ?? null, beneficiary?.type ?? null, period?.start ?? null, period?.end ?? null],
      retirement.workloadRequestId,
      lines.map(({ lotId }) => lotId),
      lines.map(({ grams }) => String(grams)),
      lines.map(({ serials }) => (serials === null ? null : rangeText(serials))),
    ]);
  }

  async lockTarget(): Promise<void> {
    await this.manager.query(LOCK_TARGET, [this.origin.organizationId]);
  }

  async totals(): Promise<LedgerTotals> {
    const [row] = await this.manager.query<{ emissions_ug: string; offset_g: string }[]>(TOTALS, [
      this.origin.organizationId,
    ]);
    return { emissionsUg: BigInt(row?.emissions_ug ?? 0), offsetG: BigInt(row?.offset_g ?? 0) };
  }

  async retirable({ providers, registries, mitigations }: LotFilter): Promise<StoredCredit[]> {
    const filters = [providers ?? null, registries ?? null, mitigations ?? null];
    const rows = await this.manager.query<CreditRow[]>(RETIRABLE, [this.origin.organizationId, ...filters]);
    return rows.map(creditOf);
  }

  /** Writes an entry with its postings, moves the grams of its lots, and has it told. */
  private async post(kind: EntryKind, postings: readonly Posting[], lotCount: number): Promise<string> {
    const { organizationId, operation, key, requestId } = this.origin;
    const [row] = await this.manager.query<{ id: string; moved: string }[]>(POST, [
      ...[organizationId, kind, operation, key, requestId],
      postings.map(({ lotId }) => lotId),
      postings.map(({ account }) => account),
      postings.map(({ deltaG }) => String(deltaG)),
    ]);
    if (row === undefined) throw new Error(`entry ${kind} was not written`);
    if (Number(row.moved) !== lotCount)
      throw new ChangedMeanwhileError(`a lot of ${kind} is not as it was read`);
    this.posted = row.id;
    return row.id;
  }
}
