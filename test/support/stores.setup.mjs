import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureBuild } from '../../scripts/steps/build.mjs';
import { loadBuilt, root } from '../../scripts/steps/run.mjs';

const cache = path.join(root, '.ecobe/cache');
const home = path.join(root, '.ecobe/test');

let release;

/** After all specs: whoever else uses the stores keeps them. */
export const releaseStores = () => release?.();

/** Before specs that need stores: the build that e2e specs start, a PostgreSQL, and the Redis program to start one's own. */
export default async function setUp() {
  await ensureBuild();
  const { acquireStores, locateRedis } = loadBuilt('libs/embedded/src/index.js');
  process.env.ECOBE_TEST_REDIS_SERVER ||= (await locateRedis(cache)).path;
  const acquire = () =>
    acquireStores({
      home,
      cache,
      durable: false,
      databaseUrl: process.env.DATABASE_URL || undefined,
      redisUrl: process.env.REDIS_URL || undefined,
    });
  // Data that are not written safely do not survive a power cut; nothing in them is worth keeping.
  const stores = await acquire().catch(async () => {
    await rm(home, { recursive: true, force: true });
    return acquire();
  });
  release = stores.release;
  process.env.DATABASE_URL = stores.databaseUrl;
  process.env.REDIS_URL = stores.redisUrl;
}
