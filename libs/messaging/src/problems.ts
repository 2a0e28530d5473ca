import { ProblemError } from '@ecobe/contracts';
import type { ProblemBody } from '@ecobe/contracts';

/** What crosses the wire when a handler failed unexpectedly: the cause is in the service's log, never in the answer. */
export const INTERNAL_PROBLEM: ProblemBody = {
  status: 500,
  code: 'INTERNAL',
  title: 'Internal error',
  detail: 'The request failed for a reason on our side, which was logged.',
};

/** The service did not answer, or Redis is away: the caller may try again with the same idempotency key. */
export const serviceUnavailable = (detail: string): ProblemError =>
  new ProblemError({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    title: 'Service unavailable',
    detail,
    retryAfterSeconds: 1,
  });
