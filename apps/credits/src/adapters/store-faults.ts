import type { ProblemError } from '@ecobe/contracts';
import { keyInUse, ledgerBusy, registryRetirementTaken, serialAlreadyTracked } from '../credit/problems';

const LOCK_NOT_AVAILABLE = '55P03';
const QUERY_CANCELED = '57014';
const UNIQUE_VIOLATION = '23505';
const EXCLUSION_VIOLATION = '23P01';
/** What went wrong by chance of order: serialization failure, deadlock. */
const BY_ORDER = ['40001', '40P01'];

const member = (error: unknown, name: 'code' | 'constraint'): unknown =>
  typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined;

/** Whether the same transaction may well succeed when it is tried again. */
export const isWorthAnotherTry = (error: unknown): boolean =>
  BY_ORDER.includes(String(member(error, 'code')));

const hasWaitedTooLong = (error: unknown): boolean =>
  [LOCK_NOT_AVAILABLE, QUERY_CANCELED].includes(String(member(error, 'code')));

const breaks = (error: unknown, code: string, constraint: string): boolean =>
  member(error, 'code') === code && member(error, 'constraint') === constraint;

/** The refusal that a failure of the database stands for, else the failure itself. */
export function refusalOf(error: unknown): unknown {
  if (hasWaitedTooLong(error) || isWorthAnotherTry(error)) return ledgerBusy();
  if (breaks(error, EXCLUSION_VIOLATION, 'serial_tracked_once')) return serialAlreadyTracked();
  return breaks(error, UNIQUE_VIOLATION, 'registry_retirement_once') ? registryRetirementTaken() : error;
}

/** What work on the database gives. @throws ProblemError 503 `LEDGER_BUSY` where it took or waited for too long */
export const withRefusals = <Result>(work: Promise<Result>): Promise<Result> =>
  work.catch((error: unknown) => {
    throw refusalOf(error);
  });

/** The refusal while the command itself is waited for: its twin is under way. */
export const refusalOfClaim = (error: unknown): ProblemError | null =>
  hasWaitedTooLong(error) ? keyInUse() : null;
