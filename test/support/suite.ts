import { createTestDatabase } from './database';
import { startRedis } from './redis';
import type { TestRedis } from './redis';
import { end, launch, untilReady } from './service-process';

/** The built suite in a process of its own, with stores that nobody else uses. */
export interface TestSuite {
  url: string;
  databaseUrl: string;
  redis: TestRedis;
  /** All that it has logged so far. */
  output(): string;
  /** Ends it as an operator would; its stores go too. */
  stop(): Promise<void>;
  /** Ends it as a crash would; its stores stay until `stop`. */
  kill9(): Promise<void>;
  /** Ends it as an operator would; its stores stay until `stop`. */
  halt(): Promise<void>;
  /** Starts it again on the same stores, on another port, with other settings if told. @returns its URL. */
  restart(env?: Record<string, string>): Promise<string>;
}

export interface TestSuiteOptions {
  /** Settings over those of a spec: no live provider, any free port. */
  env?: Record<string, string>;
}

/** @throws Error with the end of the log when the suite is not ready in a minute. */
export async function startSuite({ env = {} }: TestSuiteOptions = {}): Promise<TestSuite> {
  const database = await createTestDatabase();
  const redis = await startRedis();
  const settings = {
    ...{ PORT: '0', LOG_LEVEL: 'info', ECOBE_OFFLINE: 'true', NODE_ENV: 'test' },
    ...{ DATABASE_URL: database.url, REDIS_URL: redis.url },
    ...env,
  };
  const log: string[] = [];
  const output = () => log.join('');
  const dropStores = () => Promise.all([redis.stop(), database.drop()]);
  let child = launch('suite', settings, log);
  const url = await untilReady(child, output).catch(async (error: unknown) => {
    await end(child, 'SIGKILL');
    await dropStores();
    throw error;
  });
  const suite: TestSuite = {
    url,
    databaseUrl: database.url,
    redis,
    output,
    kill9: () => end(child, 'SIGKILL'),
    halt: () => end(child, 'SIGTERM'),
    stop: async () => {
      await end(child, 'SIGTERM');
      await dropStores();
    },
    restart: async (changes = {}) => {
      await end(child, 'SIGTERM');
      log.length = 0;
      child = launch('suite', { ...settings, ...changes }, log);
      suite.url = await untilReady(child, output);
      return suite.url;
    },
  };
  return suite;
}
