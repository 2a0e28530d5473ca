import { loadBuilt } from './run.mjs';

/** Starts all services in this process. */
export async function startApps() {
  const { startSuite } = loadBuilt('apps/suite/src/suite.boot.js');
  const app = await startSuite();
  return { url: await app.getUrl(), close: () => app.close() };
}
