import { randomUUID } from 'node:crypto';
import { ProblemError } from '@ecobe/contracts';

const SANE_KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * The key under which a command is done once: the caller's own, else a new one, so that the transport may deliver the
 * command again. The prefixes keep a caller's key from meeting one of ours.
 * @throws ProblemError 400 `INVALID_INPUT` for a key that is not 1 to 200 visible ASCII characters
 */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined) return `call:${randomUUID()}`;
  if (SANE_KEY.test(header)) return `client:${header}`;
  const detail = 'Idempotency-Key must be 1 to 200 visible ASCII characters';
  throw new ProblemError({
    status: 400,
    code: 'INVALID_INPUT',
    title: 'Invalid input',
    detail,
    errors: [{ pointer: '{Idempotency-Key}', detail }],
  });
}
