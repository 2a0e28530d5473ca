import type { LotFilter } from '@ecobe/contracts';
import type { EntityManager } from 'typeorm';
import type { LedgerTotals, LedgerView, RetirableLots } from '../ports/ledger-store';
import { creditOf } from './credit-rows';
import type { CreditRow } from './credit-rows';
import { OFFSET_THIS_MONTH, RETIRABLE, TOTALS } from './ledger-writes.sql';

/** Reads the books of one organisation within one transaction. */
export class SqlLedgerView implements LedgerView {
  constructor(
    protected readonly manager: EntityManager,
    protected readonly organizationId: string,
    readonly nowMs: number,
  ) {}

  async totals(): Promise<LedgerTotals> {
    const [row] = await this.manager.query<{ emissions_ug: string; offset_g: string }[]>(TOTALS, [
      this.organizationId,
    ]);
    return { emissionsUg: BigInt(row?.emissions_ug ?? 0), offsetG: BigInt(row?.offset_g ?? 0) };
  }

  async offsetThisMonth(): Promise<bigint> {
    const [row] = await this.manager.query<{ grams: string }[]>(OFFSET_THIS_MONTH, [this.organizationId]);
    return BigInt(row?.grams ?? 0);
  }

  async retirable({ providers, registries, mitigations }: LotFilter, limit: number): Promise<RetirableLots> {
    const rows = await this.manager.query<(CreditRow & { total_g: string })[]>(RETIRABLE, [
      ...[this.organizationId, providers ?? null, registries ?? null, mitigations ?? null, limit],
    ]);
    return { lots: rows.map(creditOf), totalG: BigInt(rows[0]?.total_g ?? 0) };
  }
}
