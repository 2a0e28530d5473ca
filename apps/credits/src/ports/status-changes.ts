import type { RegistryStatus } from '@ecobe/contracts';

/** What a registry did with a retirement. */
export interface RetirementMark {
  readonly organizationId: string;
  readonly retirementId: string;
  readonly status: RegistryStatus;
  /** Null, like `evidenceUrl`: as it stands. */
  readonly registryRetirementId: string | null;
  readonly evidenceUrl: string | null;
  readonly reason: string;
  readonly requestId: string | null;
}

export type MarkOutcome =
  /** `isNew` false: it stood so before, with the same evidence. */
  | { readonly kind: 'marked'; readonly isNew: boolean }
  | { readonly kind: 'unknown' }
  /** It stands so with another id or evidence, which stay. */
  | { readonly kind: 'other-evidence' }
  /** It stands at a status that this one cannot follow. */
  | { readonly kind: 'out-of-order'; readonly status: string }
  /** Lots of which it has no whole tonnes with their serials. */
  | { readonly kind: 'not-whole-tonnes'; readonly creditIds: readonly string[] };

/** A dispute of a lot, or its end. */
export interface CreditHold {
  readonly organizationId: string;
  readonly creditId: string;
  readonly isHeld: boolean;
  readonly reason: string;
  readonly requestId: string | null;
}

export interface CreditCancellation {
  readonly organizationId: string;
  readonly creditId: string;
  readonly reason: string;
  readonly requestId: string | null;
}

/** Entries about what became of lots and retirements elsewhere. */
export interface StatusChanges {
  mark(mark: RetirementMark): Promise<MarkOutcome>;
  /** @returns whether that is new; null where the organisation has no such lot @throws ProblemError 409 `CREDIT_PENDING` */
  hold(hold: CreditHold): Promise<boolean | null>;
  /**
   * Cancels all that is available.
   * @returns grams; null where the organisation has no such lot @throws ProblemError 409 `CREDIT_NOT_RETIRABLE`
   */
  cancel(cancellation: CreditCancellation): Promise<bigint | null>;
}
