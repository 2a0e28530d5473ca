import { Pool } from 'undici';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly isReplayed: boolean;
  readonly elapsedMs: number;
}

/** Of ten thousand connections that are asked for at once the last ones wait for their turn. */
const CONNECT_TIMEOUT_MS = 60_000;

/** POSTs to the credits of a gateway over so many connections; those beyond wait for a free one. */
export class CreditsClient {
  private readonly pool: Pool;

  constructor(url: string, connections: number) {
    this.pool = new Pool(url, { connections, pipelining: 1, connectTimeout: CONNECT_TIMEOUT_MS });
  }

  /** @throws Error when there is no answer */
  async post(operation: 'purchase' | 'retire', body: object, key?: string): Promise<Answer> {
    const startedMs = performance.now();
    const answer = await this.pool.request({
      method: 'POST',
      path: `/api/v1/credits/${operation}`,
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.body.text();
    return {
      ...{ status: answer.statusCode, text, isReplayed: answer.headers['idempotency-replayed'] === 'true' },
      elapsedMs: performance.now() - startedMs,
    };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
