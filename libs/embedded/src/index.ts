export { acquireStores, locateRedis } from './acquire-stores';
export type { Store, StoreOptions, Stores } from './acquire-stores';
export type { RedisProgram } from './redis-locator';
