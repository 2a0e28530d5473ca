import type { CreditsQuery } from '@ecobe/contracts';
import type { StoredCredit } from './stored-credit';

/** Lots of a page, and the moment at which they were so. */
export interface StoredPage {
  readonly credits: readonly StoredCredit[];
  readonly nextCursor: string | null;
  readonly nowMs: number;
}

/** Sums of the lots of one kind of mitigation, null: not told. */
export interface TypeFigures {
  readonly mitigation: string | null;
  readonly activeCount: number;
  readonly availableG: bigint;
  readonly reservedG: bigint;
  readonly offsetG: bigint;
  readonly valueCents: bigint;
}

/** Everything of a balance, of one moment. */
export interface BalanceFigures {
  readonly emissionsUg: bigint;
  readonly confirmedG: bigint;
  readonly expiringG: bigint;
  readonly firstExpiresAtMs: number | null;
  readonly lastEntryId: bigint;
  readonly types: readonly TypeFigures[];
}

/** Reads the books. */
export interface CreditReader {
  one(organizationId: string, creditId: string): Promise<{ credit: StoredCredit; nowMs: number } | null>;
  /** Newest first; null for a cursor that is none of this organisation's lots. */
  list(query: CreditsQuery): Promise<StoredPage | null>;
  balance(organizationId: string, expiringWithinDays: number): Promise<BalanceFigures>;
}
