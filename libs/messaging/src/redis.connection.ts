import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';

const RECONNECT_STEP_MS = 50;
const RECONNECT_MAX_MS = 500;
/** Longest silence on a connection that owes an answer; a half-open socket is closed after it. */
const SOCKET_SILENCE_MS = 15_000;

/**
 * Nothing is queued or sent twice behind the caller's back: a command on a lost connection fails at once, and whoever
 * sent it knows whether it may be repeated. The connection itself comes back for ever.
 */
const HONEST_OPTIONS: RedisOptions = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 5_000,
  socketTimeout: SOCKET_SILENCE_MS,
  retryStrategy: (times) => Math.min(times * RECONNECT_STEP_MS, RECONNECT_MAX_MS),
};

/** Says once per outage that Redis is away, and once that it is back. */
function reportOutages(redis: Redis, name: string): void {
  const logger = new Logger('Redis');
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) logger.warn(`${name}: connection lost (${error.message}), reconnecting`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.log(`${name}: connected again`);
    isAway = false;
  });
}

/** Opens a connection that reconnects by itself and never throws into the event loop. `name` shows in logs and CLIENT LIST. */
export function openRedis(url: string, name: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, { ...HONEST_OPTIONS, connectionName: name, ...options });
  reportOutages(redis, name);
  return redis;
}

/** Resolves when the connection is usable. @throws Error after `timeoutMs`. */
export async function untilReady(redis: Redis, timeoutMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    const onReady = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      redis.off('ready', onReady);
      const { host, port } = redis.options;
      reject(
        new Error(`Redis at ${host}:${port} does not answer within ${timeoutMs} ms; is REDIS_URL right?`),
      );
    }, timeoutMs);
    redis.once('ready', onReady);
  });
}

/** Ends a connection politely where it is up, at once where it is not. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status === 'ready') {
    await redis.quit().catch(() => {
      redis.disconnect();
    });
  } else {
    redis.disconnect();
  }
}
