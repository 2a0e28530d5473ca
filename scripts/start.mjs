import path from 'node:path';
import { argumentsFrom } from './steps/arguments.mjs';
import { announce } from './steps/banner.mjs';
import { choosePort } from './steps/port.mjs';
import { prepare, readSettings } from './steps/prepare.mjs';
import { loadBuilt, root } from './steps/run.mjs';
import { Shutdown } from './steps/shutdown.mjs';
import { giveUp, say } from './steps/terminal.mjs';
import { keptWebhookSecret } from './steps/webhook-secret.mjs';

const REVIVE_EVERY_MS = 2_000;
// All that can be refused is refused before anything is started.
const asked = orGiveUp(() => argumentsFrom(process.argv.slice(2)));
await prepare();
readSettings();
const settings = orGiveUp(() => loadBuilt('libs/platform/src/settings.js').loadSettings());
const isPortGiven = Boolean(process.env.PORT);
const port = await choosePort().catch((error) => giveUp(error.message));
const home = path.resolve(root, process.env.ECOBE_HOME || '.ecobe');
const shutdown = new Shutdown();
try {
  const { acquireStores, joinSuites } = loadBuilt('libs/embedded/src/index.js');
  const { REDIS_URL: redisUrl, DATABASE_URL: databaseUrl } = settings;
  const { ECOBE_CLOCK, ECOBE_CLOCK_SPEED, ECOBE_SIMULATION } = settings;
  const shared = { ECOBE_CLOCK, ECOBE_CLOCK_SPEED, ECOBE_SIMULATION };
  await shutdown.opening(
    () => joinSuites({ home, redisUrl, shared }),
    (suite) => suite.leave(),
  );
  const stores = await shutdown.opening(
    () => acquireStores({ home, databaseUrl, redisUrl, onProgress: say }),
    (held) => held.release(),
  );
  Object.assign(process.env, {
    PORT: port,
    ECOBE_HOME: home,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    // Requests are not told one by one on the terminal of somebody who tries it out.
    LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    ECOBE_WEBHOOK_SECRET: process.env.ECOBE_WEBHOOK_SECRET || keptWebhookSecret(home),
    ECOBE_CLOCK_STARTED_AT_MS: process.env.ECOBE_CLOCK_STARTED_AT_MS || String(Date.now()),
  });
  const { startApps } = asked.asServices
    ? await import('./steps/services.mjs')
    : await import('./steps/suite.mjs');
  const apps = await shutdown.opening(
    () => startApps({ ...asked, isPortGiven }),
    (started) => started.close(),
  );
  if (!shutdown.isClosing) await announce(apps.url, stores);
  setInterval(() => revive(stores), REVIVE_EVERY_MS).unref();
} catch (error) {
  if (!shutdown.isClosing) {
    process.stderr.write(`${error.message}\n`);
    await shutdown.close(1);
  }
}

/** What `read` gives; ends the program with one line for what it throws. */
function orGiveUp(read) {
  try {
    return read();
  } catch (error) {
    return giveUp(error.message);
  }
}

/** Stores that die under us come back where they were; the services find them again by themselves. */
async function revive(stores) {
  if (shutdown.isClosing) return;
  const revived = await stores.revive().catch((error) => [error.message]);
  for (const line of revived) say(`was gone, started again: ${line}`);
}
