import type { AutoOffsetAnswer } from './credits.offset.answer';
import type { CreditAnswer, CreditPage, PurchaseAnswer } from './credits.answer';
import type { BalanceAnswer } from './credits.balance.answer';
import type { AutoOffsetRequest, CreditsQuery, OrganizationQuery } from './credits.dto';
import type { OffsetPolicyAnswer, OffsetPolicyRequest } from './credits.policy.dto';
import type { PurchaseCreditsRequest } from './credits.purchase.dto';
import type { RetirementAnswer } from './credits.retirement.answer';
import type { RetireCreditsRequest } from './credits.retire.dto';
import { domainEvent, rpc } from './rpc';

/** What a command answered; the same again where it was done before under its idempotency key. */
export interface Answered<Answer> {
  answer: Answer;
  isReplayed: boolean;
}

/**
 * Takes a lot into the books. Refusals: 400 INVALID_INPUT; 409 SERIAL_ALREADY_TRACKED, IDEMPOTENCY_KEY_IN_USE; 422
 * IDEMPOTENCY_KEY_REUSED; 503 LEDGER_BUSY.
 */
export const PURCHASE_CREDITS = rpc<PurchaseCreditsRequest, Answered<PurchaseAnswer>>(
  'credits.purchase-credits',
);

/**
 * Retires from lots, all that is asked or nothing. Refusals: 400 INVALID_INPUT, DUPLICATE_CREDIT; 404 CREDIT_NOT_FOUND, also
 * for lots of others; 409 CREDIT_NOT_RETIRABLE, INSUFFICIENT_CREDITS with each lot and why, IDEMPOTENCY_KEY_IN_USE; 422
 * IDEMPOTENCY_KEY_REUSED; 503 LEDGER_BUSY.
 */
export const RETIRE_CREDITS = rpc<RetireCreditsRequest, Answered<RetirementAnswer>>('credits.retire-credits');

/** Newest first. Refusal: 400 INVALID_INPUT for a cursor of no list. */
export const LIST_CREDITS = rpc<CreditsQuery, CreditPage>('credits.list-credits');

/** Refusal: 404 CREDIT_NOT_FOUND, also for lots of others. */
export const READ_CREDIT = rpc<OrganizationQuery & { creditId: string }, CreditAnswer>('credits.read-credit');

/** Figures of one moment; zeros of an organisation without credits and emissions. */
export const READ_BALANCE = rpc<OrganizationQuery, BalanceAnswer>('credits.read-balance');

/**
 * Retires exactly what a share of the emissions still needs; repeated, nothing. Refusals: 400 INVALID_INPUT; 409
 * INSUFFICIENT_CREDITS with the shortfall, TOO_MANY_LOTS, IDEMPOTENCY_KEY_IN_USE; 422 IDEMPOTENCY_KEY_REUSED; 503 LEDGER_BUSY.
 */
export const AUTO_OFFSET = rpc<AutoOffsetRequest, Answered<AutoOffsetAnswer>>('credits.auto-offset');

/** A retirement that is to count no longer, since a registry withdrew it or its effect was undone. */
export interface ReverseRetirementRequest {
  organizationId: string;
  retirementId: string;
  reason: string;
}

export interface RetirementReversed {
  retirementId: string;
  /** gCO2eq that count no longer. */
  reversedCO2: number;
  reason: string;
  reversedAt: string;
  /** False where it was reversed before: reason and time are those of then. */
  isNew: boolean;
}

/** For operators: no route leads to it. Refusals: 404 RETIREMENT_NOT_FOUND; 503 LEDGER_BUSY. */
export const REVERSE_RETIREMENT = rpc<ReverseRetirementRequest, RetirementReversed>(
  'credits.reverse-retirement',
);

/** An entry of the ledger was committed. */
export interface LedgerPosted {
  organizationId: string;
  entryId: string;
  kind: string;
}

/** Told at least once for each entry. */
export const LEDGER_POSTED = domainEvent<LedgerPosted>('credits.ledger-posted');

/** Sets the policy of an organisation. Refusal: 400 INVALID_INPUT. */
export const SET_OFFSET_POLICY = rpc<OffsetPolicyRequest & OrganizationQuery, OffsetPolicyAnswer>(
  'credits.set-offset-policy',
);

/** Refusal: 404 OFFSET_POLICY_NOT_FOUND. */
export const READ_OFFSET_POLICY = rpc<OrganizationQuery, OffsetPolicyAnswer>('credits.read-offset-policy');

/** Ends a policy. Refusal: 404 OFFSET_POLICY_NOT_FOUND. */
export const END_OFFSET_POLICY = rpc<OrganizationQuery, OffsetPolicyAnswer>('credits.end-offset-policy');

/** What a policy that only tells has found to be needed. */
export interface OffsetNeeded {
  organizationId: string;
  /** gCO2eq */
  neededCO2: number;
  shortfallCO2: number;
}

/** Told by policies in mode NOTIFY, every round while something is needed. */
export const OFFSET_NEEDED = domainEvent<OffsetNeeded>('credits.offset-needed');
