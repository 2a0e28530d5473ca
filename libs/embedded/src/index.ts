export { acquireStores, locateRedis } from './acquire-stores';
export type { Store, StoreOptions, Stores } from './acquire-stores';
export type { RedisProgram } from './redis-locator';
export { joinSuites } from './suite-lease';
export type { SuiteLease, SuiteOptions } from './suite-lease';
