import { rpc } from './rpc';

/** What a registry did with a retirement that was handed in there. */
export type RegistryStatus = 'SUBMITTED' | 'CONFIRMED' | 'REJECTED';

export interface MarkRetirementRequest {
  organizationId: string;
  retirementId: string;
  status: RegistryStatus;
  /** The registry's own id of the retirement, not blank; needed to confirm. It confirms one retirement of all. */
  registryRetirementId: string | null;
  /** Where the registry shows it; needed to confirm. */
  evidenceUrl: string | null;
  reason: string;
}

export interface RetirementMarked {
  retirementId: string;
  status: RegistryStatus;
  /** False where it stood so before with the same id and evidence: nothing was written. */
  isNew: boolean;
}

/**
 * Records what a registry did: ALLOCATED -> SUBMITTED -> CONFIRMED or REJECTED. Registries retire whole tonnes: what is handed in is
 * whole tonnes of each lot. An id or evidence that is null stays as it stands; another one for the status that a retirement has
 * already is refused. For operators: no route leads to it. Refusals: 400 INVALID_INPUT, INVALID_CERTIFICATE_URL; 404
 * RETIREMENT_NOT_FOUND; 409 RETIREMENT_STATUS, NOT_WHOLE_TONNES, REGISTRY_RETIREMENT_TAKEN; 503 LEDGER_BUSY.
 */
export const MARK_RETIREMENT = rpc<MarkRetirementRequest, RetirementMarked>('credits.mark-retirement');

export interface HoldCreditRequest {
  organizationId: string;
  creditId: string;
  /** True: nothing may leave the lot from now on; false: it may again. */
  isHeld: boolean;
  reason: string;
}

export interface CreditHeld {
  creditId: string;
  isHeld: boolean;
  /** False where it stood so before: nothing was written. */
  isNew: boolean;
}

/** Suspends a lot that is disputed, or ends that. For operators. Refusals: 404 CREDIT_NOT_FOUND; 409 CREDIT_PENDING; 503 LEDGER_BUSY. */
export const HOLD_CREDIT = rpc<HoldCreditRequest, CreditHeld>('credits.hold-credit');

export interface CancelCreditRequest {
  organizationId: string;
  creditId: string;
  reason: string;
}

export interface CreditCancelled {
  creditId: string;
  /** gCO2eq that were available, and were taken out without being claimed. */
  cancelledCO2: number;
}

/**
 * Takes out what is available of a lot, for good, without a claim. For operators. Refusals: 404 CREDIT_NOT_FOUND; 409
 * CREDIT_NOT_RETIRABLE unless it is ACTIVE; 503 LEDGER_BUSY.
 */
export const CANCEL_CREDIT = rpc<CancelCreditRequest, CreditCancelled>('credits.cancel-credit');
