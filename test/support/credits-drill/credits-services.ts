import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acquireStores } from '@ecobe/embedded';
import { Client } from 'pg';
import { ServiceProcess } from './service-process';

/** A gateway and credits processes on a PostgreSQL and a Redis that nobody else uses. */
export interface CreditsServices {
  /** Of the gateway. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly redis: { readonly url: string };
  readonly credits: readonly ServiceProcess[];
  /** Ends PostgreSQL as a crash would. */
  killDatabase(): Promise<void>;
  /** Starts it again where it was. */
  reviveDatabase(): Promise<void>;
  /** Ends all, once; the stores go with their data. */
  stop(): Promise<void>;
}

export interface CreditsServicesOptions {
  readonly replicas: number;
  /** False for specs: what the computer itself would lose in a crash is not looked at there. */
  readonly durable: boolean;
}

const CACHE = path.resolve(__dirname, '../../../.ecobe/cache');
const RETRY_MS = 50;
const DATA_DIRECTORY = "SELECT current_setting('data_directory') AS folder";

/** Starts them from the build. @throws Error with the end of a log when one does not come up */
export async function startCreditsServices(options: CreditsServicesOptions): Promise<CreditsServices> {
  const home = await mkdtemp(path.join(tmpdir(), 'ecobe-credits-'));
  // PostgreSQL runs as another account where we are root.
  await chmod(home, 0o755);
  const stores = await acquireStores({ home, cache: CACHE, durable: options.durable });
  const env = {
    ...{ DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl },
    ...{ PORT: '0', LOG_LEVEL: 'info', NODE_ENV: 'test', ECOBE_OFFLINE: 'true' },
  };
  const gateway = new ServiceProcess('gateway', env);
  const credits = Array.from({ length: options.replicas }, () => new ServiceProcess('credits', env));
  const stopAll = async () => {
    await Promise.all([gateway, ...credits].map((service) => service.end('SIGTERM')));
    await stores.release();
    await rm(home, { recursive: true, force: true });
  };
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= stopAll());
  try {
    for (const replica of credits) await replica.start(/"service is up"/);
    const [, url = ''] = await gateway.start(/"url":"(http:[^"]+)"/);
    const { databaseUrl } = stores;
    const dataFolder = await dataFolderOf(databaseUrl);
    return {
      ...{ url, databaseUrl, redis: { url: stores.redisUrl }, credits, stop },
      killDatabase: async () => {
        const [pid] = (await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8')).split('\n');
        process.kill(Number(pid), 'SIGKILL');
      },
      reviveDatabase: async () => {
        // Children that die with their server may keep its port for a moment, as if it were there.
        do await stores.revive();
        while (!(await answers(databaseUrl)));
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const answers = (url: string): Promise<boolean> =>
  dataFolderOf(url).then(
    () => true,
    () => sleep(RETRY_MS, false),
  );

async function dataFolderOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string }>(DATA_DIRECTORY);
    return rows[0]?.folder ?? '';
  } finally {
    await client.end();
  }
}
