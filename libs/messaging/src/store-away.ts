import type { ProblemBody } from '@ecobe/contracts';

const RETRY_AFTER_SECONDS = 2;
/** Socket faults, and the PostgreSQL classes "connection exception", "insufficient resources", "operator intervention". */
const AWAY = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57P)/;
/** pg gives no code when a connection ends under a query, or when the pool cannot open one in time. */
const AWAY_MESSAGE = /connection terminated|timeout exceeded when trying to connect|client has encountered/i;

const partsOf = (error: unknown): { code?: unknown; message?: unknown } =>
  typeof error === 'object' && error !== null ? error : {};

function isAway(error: unknown): boolean {
  const { code, message } = partsOf(error);
  return (
    (typeof code === 'string' && AWAY.test(code)) ||
    (typeof message === 'string' && AWAY_MESSAGE.test(message))
  );
}

/**
 * The problem that a caller sees when a handler failed because its database cannot be reached: 503 `STORE_AWAY`.
 * @returns null for any other failure.
 */
export function storeAway(error: unknown): ProblemBody | null {
  if (!isAway(error)) return null;
  return {
    status: 503,
    code: 'STORE_AWAY',
    title: 'Store away',
    detail: 'The database cannot be reached just now; try again, a write with the same Idempotency-Key.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
}
