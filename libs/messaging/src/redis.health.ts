import { setTimeout as sleep } from 'node:timers/promises';
import type { HealthCheck } from '@ecobe/contracts';
import type { StreamsClient } from './streams.client';
import type { Redis } from 'ioredis';

const PING_LIMIT_MS = 1_000;

/** The `redis` check of a service's health. */
export class RedisHealth {
  constructor(private readonly client: StreamsClient) {}

  async check(): Promise<HealthCheck> {
    const late = sleep(PING_LIMIT_MS, `no answer within ${PING_LIMIT_MS} ms`, { ref: false });
    const ping = this.client
      .unwrap<Redis>()
      .ping()
      .then(
        () => null,
        (error: Error) => error.message,
      );
    const fault = await Promise.race([ping, late]);
    return fault === null ? { status: 'ok' } : { status: 'unhealthy', detail: fault };
  }
}
