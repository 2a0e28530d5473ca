import path from 'node:path';
import { ensureBuild } from './steps/build.mjs';
import { ensureDependencies, requireNode } from './steps/dependencies.mjs';
import { loadBuilt, root, run } from './steps/run.mjs';
import { giveUp, say } from './steps/terminal.mjs';

const name = process.argv[2];
if (!/^[a-z-]+$/.test(name ?? '')) giveUp('Say which benchmark: node scripts/bench.mjs routing');

requireNode();
await ensureDependencies();
await ensureBuild();
const { acquireStores, locateRedis } = loadBuilt('libs/embedded/src/index.js');
const cache = path.join(root, '.ecobe/cache');
const redis = await locateRedis(cache);
// Durable, unlike those of the specs: what a commit costs is part of what is measured.
const stores = await acquireStores({ home: path.join(root, '.ecobe/bench'), cache });
try {
  say(stores.database.description);
  const args = [
    '--require',
    './test/support/typescript-hook.cjs',
    `bench/${name}.bench.ts`,
    ...process.argv.slice(3),
  ];
  const env = {
    ...process.env,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    ECOBE_TEST_REDIS_SERVER: process.env.ECOBE_TEST_REDIS_SERVER || redis.path,
  };
  const { code } = await run(process.execPath, args, { inherit: true, env });
  process.exitCode = code ?? 1;
} finally {
  await stores.release();
}
