import type { LotFilter } from '@ecobe/contracts';
import { postingsOf } from '@ecobe/ledger';
import type { EntryKind, Posting } from '@ecobe/ledger';
import type { EntityManager } from 'typeorm';
import type { LedgerTotals, LedgerWriter, NewCredit, NewRetirement } from '../ports/ledger-store';
import type { StoredCredit } from '../ports/stored-credit';
import { CREDIT_COLUMNS, creditOf, rangeText, serialColumns } from './credit-rows';
import type { CreditRow } from './credit-rows';
import {
  ADD_CREDIT,
  ADD_RETIREMENT,
  LOCK_CREDITS,
  LOCK_TARGET,
  OFFSET_THIS_MONTH,
  RETIRABLE,
  TOTALS,
} from './ledger-writes.sql';
import { postEntry } from './post-entry';
import type { Origin } from './post-entry';

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

  async offsetThisMonth(): Promise<bigint> {
    const [row] = await this.manager.query<{ grams: string }[]>(OFFSET_THIS_MONTH, [
      this.origin.organizationId,
    ]);
    return BigInt(row?.grams ?? 0);
  }

  async retirable({ providers, registries, mitigations }: LotFilter): Promise<StoredCredit[]> {
    const filters = [providers ?? null, registries ?? null, mitigations ?? null];
    const rows = await this.manager.query<CreditRow[]>(RETIRABLE, [this.origin.organizationId, ...filters]);
    return rows.map(creditOf);
  }

  private async post(kind: EntryKind, postings: readonly Posting[], lotCount: number): Promise<string> {
    this.posted = await postEntry(this.manager, this.origin, { kind, postings, lotCount });
    return this.posted;
  }
}
