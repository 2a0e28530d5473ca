import { choosePort } from './port.mjs';
import { loadBuilt } from './run.mjs';

const PORT_ATTEMPTS = 5;

/** Starts all services in this process. */
export async function startApps({ isPortGiven }) {
  const { startSuite } = loadBuilt('apps/suite/src/suite.boot.js');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const app = await startSuite();
      return { url: await app.getUrl(), close: () => app.close() };
    } catch (error) {
      // Somebody else took the port between our choice and now: a second checkout that starts at the same moment.
      if (error.code !== 'EADDRINUSE' || isPortGiven || attempt === PORT_ATTEMPTS) throw error;
      process.env.PORT = await choosePort({ ...process.env, PORT: '' });
    }
  }
}
