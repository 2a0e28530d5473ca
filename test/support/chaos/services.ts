import type { ChildProcess } from 'node:child_process';
import { createTestDatabase } from '../database';
import { freePort } from '../free-port';
import { startRedis } from '../redis';
import type { TestRedis } from '../redis';
import { end, launch, untilReady } from '../service-process';

export type ServiceName = 'gateway' | 'ingestion' | 'forecasting' | 'routing' | 'credits' | 'dekes';

/** Services as processes of their own, on stores that nobody else uses; the gateway stays on its port. */
export interface TestServices {
  readonly url: string;
  readonly databaseUrl: string;
  readonly redis: TestRedis;
  /** All that a service has logged since its last start. */
  output(service: ServiceName): string;
  /** Ends a service as a crash would, and starts it again at once. */
  crash(service: ServiceName): Promise<void>;
  /** Ends all as an operator would; the stores go too. */
  stop(): Promise<void>;
}

/**
 * Starts the built services.
 * @throws Error with the gateway's log when it is not ready in a minute
 */
export async function startServices(
  services: readonly ServiceName[],
  env: Record<string, string>,
): Promise<TestServices> {
  const [database, redis, port] = await Promise.all([createTestDatabase(), startRedis(), freePort()]);
  const settings = {
    ...{ PORT: String(port), LOG_LEVEL: 'info', ECOBE_OFFLINE: 'true', NODE_ENV: 'test' },
    ...{ DATABASE_URL: database.url, REDIS_URL: redis.url },
    ...env,
  };
  const running = new Map<ServiceName, { child: ChildProcess; log: string[] }>();
  const output = (service: ServiceName) => running.get(service)?.log.join('') ?? '';
  const start = (service: ServiceName) => {
    const log: string[] = [];
    const child = launch(service, settings, log);
    running.set(service, { child, log });
    return child;
  };
  const stop = async () => {
    await Promise.all([...running.values()].map(({ child }) => end(child, 'SIGTERM')));
    await Promise.all([redis.stop(), database.drop()]);
  };
  for (const service of services) start(service);
  const gateway = running.get('gateway')?.child ?? start('gateway');
  const url = await untilReady(gateway, () => output('gateway')).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    ...{ url, databaseUrl: database.url, redis, output, stop },
    crash: async (service) => {
      const one = running.get(service);
      if (one !== undefined) await end(one.child, 'SIGKILL');
      start(service);
    },
  };
}
