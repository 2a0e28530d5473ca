import { ProblemError } from '@ecobe/contracts';

const problem = (
  status: number,
  code: string,
  title: string,
  detail: string,
  more: object = {},
): ProblemError => new ProblemError({ status, code, title, detail, ...more });

const RETRY_AFTER_SECONDS = 1;

/** 400 with a pointer into the request. */
export const invalid = (pointer: string, detail: string, code = 'INVALID_INPUT'): ProblemError =>
  problem(400, code, 'Invalid input', `${pointer}: ${detail}`, { errors: [{ pointer, detail }] });

const notFound = (detail: string): ProblemError =>
  problem(404, 'CREDIT_NOT_FOUND', 'Credit not found', detail);

/** 404; lots of others are as unknown as those that never were. */
export const creditNotFound = (creditIds: readonly string[]): ProblemError =>
  notFound(`There is no credit ${creditIds.join(', ')}.`);

/** 404 where no organisation was named; which of the lots there are stays untold. */
export const noCommonHolder = (creditIds: readonly string[]): ProblemError =>
  notFound(`No organisation has all of these credits: ${creditIds.join(', ')}.`);

/** 409; whose the other lot is stays untold. */
export const serialAlreadyTracked = (): ProblemError =>
  problem(
    409,
    'SERIAL_ALREADY_TRACKED',
    'Serial already tracked',
    'Some of these serial numbers are in the books already.',
  );

/** 409; whose retirement it confirms is left untold. */
export const registryRetirementTaken = (): ProblemError =>
  problem(
    409,
    'REGISTRY_RETIREMENT_TAKEN',
    'Registry retirement taken',
    'Another retirement was handed in or confirmed under this id of a registry; it confirms one only.',
  );

/** 409 while a request under the same key is under way for long. */
export const keyInUse = (): ProblemError =>
  problem(
    409,
    'IDEMPOTENCY_KEY_IN_USE',
    'Idempotency key in use',
    'A request under this Idempotency-Key is under way; repeat it for its answer.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );

/** 503 where others kept what is asked for locked for too long, or it took too long; nothing was written. */
export const ledgerBusy = (): ProblemError =>
  problem(
    503,
    'LEDGER_BUSY',
    'Ledger busy',
    'The books are in use for too long; nothing was written. Try again, a write with the same Idempotency-Key.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );

/** 404 where neither emissions nor credits are recorded: there is nothing to report. */
export const organizationNotFound = (organizationId: string): ProblemError =>
  problem(
    404,
    'ORGANIZATION_NOT_FOUND',
    'Organisation not found',
    `Neither emissions nor credits of ${organizationId} are recorded.`,
  );

/** 404; retirements of others are as unknown as those that never were. */
export const retirementNotFound = (retirementId: string): ProblemError =>
  problem(404, 'RETIREMENT_NOT_FOUND', 'Retirement not found', `There is no retirement ${retirementId}.`);

/** 409 */
export const notCancellable = (creditId: string, status: string): ProblemError =>
  problem(
    409,
    'CREDIT_NOT_RETIRABLE',
    'Credit not retirable',
    `${creditId} is ${status}: nothing of it can be cancelled.`,
  );

/** 409; the end of a dispute would make it ACTIVE. */
export const notHoldable = (creditId: string): ProblemError =>
  problem(409, 'CREDIT_PENDING', 'Credit pending', `${creditId} is PENDING: it is held already.`);
