import { createServer } from 'node:net';
import { say } from './terminal.mjs';

const DEFAULT_PORT = 3000;
const TRIED_PORTS = 100;
const NO_ADDRESS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EAFNOSUPPORT'];

/**
 * The port to serve on: PORT, which must be free; else 3000 or the next one that is.
 * @throws Error in one line that says what to set.
 */
export async function choosePort(env = process.env) {
  const host = env.HOST || '127.0.0.1';
  if (env.PORT) {
    const port = Number(env.PORT);
    // What is no port is refused with the other settings.
    if (port > 0 && port < 65_536 && !(await isFree(port, host))) {
      throw new Error(`Port ${port} (PORT) is taken: end what listens there, or set another.`);
    }
    return env.PORT;
  }
  for (let port = DEFAULT_PORT; port < DEFAULT_PORT + TRIED_PORTS; port += 1) {
    if (!(await isFree(port, host))) continue;
    if (port !== DEFAULT_PORT) say(`Port ${DEFAULT_PORT} is taken: serving on ${port}`);
    return String(port);
  }
  throw new Error(`Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + TRIED_PORTS - 1} are all taken: set PORT.`);
}

/** @throws Error in one line where HOST and port cannot be listened on for another reason than that they are taken. */
async function isFree(port, host) {
  const fault = await listenFault(port, host);
  if (fault === undefined) return true;
  if (fault.code === 'EADDRINUSE') return false;
  throw new Error(refusalOf(fault, port, host), { cause: fault });
}

function listenFault(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.on('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** Why nothing can listen there, and what to do about it. */
export function refusalOf({ code, message }, port, host) {
  if (NO_ADDRESS.includes(code)) return `HOST "${host}" is no address of this machine (${code}).`;
  if (code === 'EACCES') return `Port ${port} needs a right that this user lacks: set PORT to 1024 or more.`;
  return `Nothing can listen on ${host}, port ${port}: ${message}`;
}
