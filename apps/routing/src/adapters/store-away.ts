import { ProblemError } from '@ecobe/contracts';

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

/** Runs a query. @throws ProblemError 503 `STORE_AWAY` when the database cannot be reached; any other fault as it is */
export async function refusingWhileAway<Result>(query: () => Promise<Result>): Promise<Result> {
  try {
    return await query();
  } catch (error) {
    if (!isAway(error)) throw error;
    throw new ProblemError({
      status: 503,
      code: 'STORE_AWAY',
      title: 'Store away',
      detail: 'Decisions cannot be recorded or read just now, so none is made.',
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
}
