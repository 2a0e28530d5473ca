import { ProblemError } from './problem';

/** The refusal of a command under a key that stands for another one: 422 `IDEMPOTENCY_KEY_REUSED`, wherever it is asked. */
export const idempotencyKeyReused = (): ProblemError =>
  new ProblemError({
    status: 422,
    code: 'IDEMPOTENCY_KEY_REUSED',
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used before with another request.',
  });
