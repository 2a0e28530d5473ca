import type { Mitigation, Pathway, PurchaseCreditsRequest, Registry } from '@ecobe/contracts';
import type { Lot, SerialRange } from '@ecobe/ledger';

/** What is told of the origin of a lot, beside what has a column of its own. */
export interface CreditDetails {
  readonly project: NonNullable<PurchaseCreditsRequest['project']> | null;
  readonly durabilityYears: number | null;
  readonly correspondingAdjustment: NonNullable<PurchaseCreditsRequest['correspondingAdjustment']> | null;
  readonly labels: NonNullable<PurchaseCreditsRequest['labels']>;
}

/** What a lot is, whatever becomes of its grams. */
export interface CreditDescription {
  readonly provider: string;
  readonly mitigation: Mitigation | null;
  readonly pathway: Pathway | null;
  /** ISO days. */
  readonly vintageStart: string | null;
  readonly vintageEnd: string | null;
  readonly details: CreditDetails;
  readonly serialText: string | null;
  /** Null where the text is no range of one serial per tonne. */
  readonly serials: SerialRange | null;
  readonly certificateUrl: string | null;
  readonly priceCents: bigint;
  readonly expiresAtMs: number | null;
}

/** A lot in the books. */
export interface StoredCredit extends Lot, CreditDescription {
  readonly serials: SerialRange | null;
  readonly expiresAtMs: number | null;
  readonly organizationId: string;
  readonly registry: Registry;
  readonly certificateStatus: string | null;
  readonly createdAtMs: number;
}
