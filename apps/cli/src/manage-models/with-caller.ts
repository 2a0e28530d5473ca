import { ProblemError } from '@ecobe/contracts';
import { acquireStores } from '@ecobe/embedded';
import { openCaller } from '@ecobe/messaging';
import type { RpcCaller } from '@ecobe/messaging';
import { loadSettings } from '@ecobe/platform';

/** Lets a command ask the services of a running suite, over the Redis that they share. */
export async function withCaller<T>(work: (caller: RpcCaller) => Promise<T>): Promise<T> {
  const settings = loadSettings();
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ECOBE_HOME: home } = settings;
  const stores = await acquireStores({
    home,
    databaseUrl,
    redisUrl,
    onProgress: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    const { caller, close } = await openCaller({ ...settings, REDIS_URL: stores.redisUrl });
    try {
      return await work(caller);
    } finally {
      await close();
    }
  } finally {
    await stores.release();
  }
}

/** What to tell somebody at the terminal of a call that failed. */
export function faultLine(error: unknown): string {
  if (error instanceof ProblemError && error.problem.code === 'SERVICE_UNAVAILABLE') {
    return `No ECOBE answers (${error.message}). Start it with \`npm start\` and ask again.`;
  }
  return error instanceof Error ? error.message : String(error);
}
