import type { RedisAddress } from './redis-wire';

export const PID_FILE = 'redis.pid';

/** The configuration goes into a file rather than into arguments, which everybody on the computer may read. */
export const redisConfiguration = (address: RedisAddress): string =>
  [
    `port ${address.port}`,
    'bind 127.0.0.1',
    `requirepass ${address.password}`,
    // The folder it is started in: a path in this file would need quoting.
    'dir .',
    `pidfile ${PID_FILE}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    // Queues and streams are not a cache: nothing may be dropped to make room.
    'maxmemory-policy noeviction',
    '',
  ].join('\n');

export const redisUrl = ({ port, password }: RedisAddress): string =>
  `redis://:${password}@127.0.0.1:${port}`;
