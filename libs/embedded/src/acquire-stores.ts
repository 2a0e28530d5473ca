import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isListening } from './free-port';
import { PostgresCluster } from './postgres-cluster';
import { choosePlace } from './postgres-place';
import { OLDEST_REDIS, redisOnPath } from './redis-locator';
import type { RedisProgram } from './redis-locator';
import { RedisServer } from './redis-server';
import { unpackedRedis } from './redis-unpacker';
import { joinServer } from './shared-server';
import type { Lease } from './shared-server';

export interface StoreOptions {
  /** ECOBE_HOME: holds all data of the stores that are started. */
  readonly home: string;
  /** Used as they are, and never stopped. */
  readonly databaseUrl?: string | undefined;
  readonly redisUrl?: string | undefined;
  /** Told in one line whatever takes time or is worth knowing. */
  readonly onProgress?: (line: string) => void;
  /** Where a fetched Redis is kept; default `<home>/cache`. */
  readonly cache?: string;
  /** Where root keeps what PostgreSQL's unprivileged user cannot reach under `home`; default /var/lib/ecobe. */
  readonly shelter?: string;
  /** False for throw-away data. Default true. */
  readonly durable?: boolean;
}

export interface Store {
  readonly url: string;
  /** `given` by the caller, `started` now, or `adopted`: it ran already. */
  readonly origin: 'given' | 'started' | 'adopted';
  /** One line for people: what it is, where it listens, where its data are. No password. */
  readonly description: string;
}

export interface Stores {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly database: Store;
  readonly redis: Store;
  /** Starts those of our own again that are gone, where they were. @returns their descriptions. */
  revive(): Promise<string[]>;
  /** Leaves the stores: Redis, then PostgreSQL. The last of those who share a home stops them. */
  release(): Promise<void>;
}

interface HeldStore extends Store {
  revive(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * The PostgreSQL and Redis to work with: those given, else ones of our own under `home`, started or found running.
 *
 * @throws Error whose message says what to install or set, when one of them cannot be had.
 */
export async function acquireStores(options: StoreOptions): Promise<Stores> {
  const home = path.resolve(options.home);
  await mkdir(home, { recursive: true });
  const [database, redis] = await Promise.allSettled([
    acquireDatabase(home, options),
    acquireRedis(home, options),
  ]);
  const release = async () => {
    for (const held of [redis, database]) if (held.status === 'fulfilled') await held.value.release();
  };
  if (database.status === 'rejected' || redis.status === 'rejected') {
    await release();
    throw database.status === 'rejected' ? database.reason : (redis as PromiseRejectedResult).reason;
  }
  const stores = [database.value, redis.value] as const;
  const revive = async () => {
    const revived = await Promise.all(stores.map((store) => store.revive()));
    return stores.filter((_, index) => revived[index]).map((store) => store.description);
  };
  const [{ url: databaseUrl }, { url: redisUrl }] = stores;
  return { databaseUrl, redisUrl, database: database.value, redis: redis.value, revive, release };
}

/**
 * A Redis program that can be started: on PATH, else unpacked from the packages of the system under `cache`.
 *
 * @throws Error that says what to install.
 */
export async function locateRedis(
  cache: string,
  onProgress: (line: string) => void = () => undefined,
): Promise<RedisProgram> {
  const installed = await redisOnPath(process.env.PATH ?? '');
  if (installed !== undefined) return installed;
  const unpacked = await unpackedRedis(cache, onProgress);
  if (typeof unpacked !== 'string') return unpacked;
  throw new Error(
    `No Redis: install redis-server or valkey-server (${OLDEST_REDIS} or newer), or set REDIS_URL (${unpacked}).`,
  );
}

async function acquireDatabase(home: string, options: StoreOptions): Promise<HeldStore> {
  if (options.databaseUrl !== undefined) return given('PostgreSQL', options.databaseUrl);
  const onProgress = options.onProgress ?? (() => undefined);
  const place = await choosePlace({ home, shelter: options.shelter ?? '/var/lib/ecobe', onProgress });
  const cluster = new PostgresCluster({ ...place, onProgress, durable: options.durable ?? true });
  const lease = await joinServer(path.join(home, 'run', 'postgres'), cluster);
  return held('PostgreSQL', place.folder, lease);
}

async function acquireRedis(home: string, options: StoreOptions): Promise<HeldStore> {
  if (options.redisUrl !== undefined) return given('Redis', options.redisUrl);
  const folder = path.join(home, 'redis');
  const cache = options.cache ?? path.join(home, 'cache');
  const server = new RedisServer({ folder, locate: () => locateRedis(cache, options.onProgress) });
  const lease = await joinServer(path.join(home, 'run', 'redis'), server);
  return held('Redis', folder, lease);
}

const given = (name: string, url: string): HeldStore => ({
  url,
  origin: 'given',
  description: `${name} at ${new URL(url).host} (given)`,
  revive: () => Promise.resolve(false),
  release: () => Promise.resolve(),
});

function held(name: string, folder: string, lease: Lease<{ url: string; adopted: boolean }>): HeldStore {
  const { url, adopted } = lease.connection;
  const { host, port } = new URL(url);
  return {
    url,
    origin: adopted ? 'adopted' : 'started',
    description: `${name} of our own at ${host}, data in ${folder}${adopted ? ' (ran already)' : ''}`,
    revive: async () => !(await isListening(Number(port))) && lease.revive(),
    release: lease.release,
  };
}
