import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const requests = new AsyncLocalStorage<string>();
const SANE_ID = /^[\w.:-]{1,128}$/;

/** The id of the request that is being served, if any: logs and calls to services carry it on. */
export const currentRequestId = (): string | undefined => requests.getStore();

/** Runs `work`, and all that it starts, as part of the request `requestId`. */
export const withRequestId = <Result>(requestId: string, work: () => Result): Result =>
  requests.run(requestId, work);

/** The caller's own id where it is harmless to repeat in a header or a log, else a new one. */
export const requestIdFrom = (header: string | string[] | undefined): string =>
  typeof header === 'string' && SANE_ID.test(header) ? header : randomUUID();
