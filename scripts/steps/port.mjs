import { createServer } from 'node:net';
import { giveUp, say } from './terminal.mjs';

const DEFAULT_PORT = 3000;
const TRIED_PORTS = 100;

/** The port to serve on: PORT, which must be free; else 3000 or the next one that is. */
export async function choosePort(env = process.env) {
  const host = env.HOST || '127.0.0.1';
  if (env.PORT) {
    const port = Number(env.PORT);
    // What is no port is refused with the other settings.
    if (port > 0 && port < 65_536 && !(await isFree(port, host))) {
      giveUp(`Port ${port} (PORT) is taken: end what listens there, or set another.`);
    }
    return env.PORT;
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + TRIED_PORTS; port += 1) {
    if (!(await isFree(port, host))) continue;
    if (port !== DEFAULT_PORT) say(`Port ${DEFAULT_PORT} is taken: serving on ${port}`);
    return String(port);
  }
  return giveUp(`Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + TRIED_PORTS - 1} are all taken: set PORT.`);
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
