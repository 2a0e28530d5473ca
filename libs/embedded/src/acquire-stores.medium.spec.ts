import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { acquireStores } from './acquire-stores';
import type { Stores } from './acquire-stores';
import { askRedis } from './redis-wire';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../../..');
const cache = path.join(root, '.ecobe/cache');

describe('acquireStores', () => {
  let folder: string;
  let home: string;
  const held: Stores[] = [];
  const holders: ChildProcess[] = [];
  const options = () => ({ home, cache, shelter: path.join(folder, 'shelter'), durable: false });
  const acquire = async (changes: Partial<Parameters<typeof acquireStores>[0]> = {}) => {
    const stores = await acquireStores({ ...options(), ...changes });
    held.push(stores);
    return stores;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ecobe stores é-'));
    home = path.join(folder, 'home');
    // mkdtemp closes it to others; the data belong to another account where we are root.
    await chmod(folder, 0o755);
  });

  afterEach(async () => {
    for (const holder of holders.splice(0)) holder.kill('SIGKILL');
    // Whoever was killed left its servers running: the last to leave stops them.
    if (await isFolder(home)) await acquire();
    for (const stores of held.splice(0)) await stores.release();
    await rm(folder, { recursive: true });
  });

  it('starts both, stops both, and has the data again', async () => {
    const first = await acquire();
    expect([first.database.origin, first.redis.origin]).toEqual(['started', 'started']);
    await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
    expect(await ask(first.redisUrl, 'SET kept 7')).toContain('+OK');
    await first.release();
    await expect(query(first.databaseUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
    await expect(ask(first.redisUrl, 'PING')).rejects.toThrow(/ECONNREFUSED/);

    const second = await acquire();
    expect(await query(second.databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(await ask(second.redisUrl, 'GET kept')).toContain('\r\n7\r\n');
  });

  it('lets in only who knows the password', async () => {
    const stores = await acquire();
    const stranger = (url: string) => url.replace(/:[^:@/]+@/, ':wrong@');
    await expect(query(stranger(stores.databaseUrl), 'SELECT 1')).rejects.toThrow(/password/);
    expect(await ask(stranger(stores.redisUrl), 'GET kept')).toMatch(/WRONGPASS[\s\S]*NOAUTH/);
    expect(stores.database.description + stores.redis.description).not.toContain(
      new URL(stores.redisUrl).password,
    );
  });

  it('is shared by several users of one home; the last one to leave stops it', async () => {
    const [one, two] = await Promise.all([acquire(), acquire()]);
    expect(two.databaseUrl).toBe(one.databaseUrl);
    expect(two.redisUrl).toBe(one.redisUrl);
    expect([one.redis.origin, two.redis.origin].sort()).toEqual(['adopted', 'started']);
    await one.release();
    expect(await query(two.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await ask(two.redisUrl, 'PING')).toContain('+PONG');
    await two.release();
    await expect(query(one.databaseUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('adopts what a killed process left, and does not count it as a user', async () => {
    const left = await holdInChild();
    left.holder.kill('SIGKILL');
    await once(left.holder, 'exit');
    const stores = await acquire();
    expect([stores.database.origin, stores.redis.origin]).toEqual(['adopted', 'adopted']);
    expect([stores.databaseUrl, stores.redisUrl]).toEqual([left.databaseUrl, left.redisUrl]);
    await stores.release();
    await expect(ask(stores.redisUrl, 'PING')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('starts again after everything was killed, with all that was committed', async () => {
    const left = await holdInChild();
    await query(left.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
    await ask(left.redisUrl, 'SET kept 7');
    for (const pid of [Number(left.holder.pid), ...(await serverPids(left))]) process.kill(pid, 'SIGKILL');

    const stores = await acquire();
    expect([stores.database.origin, stores.redis.origin]).toEqual(['started', 'started']);
    expect(await query(stores.databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(await ask(stores.redisUrl, 'GET kept')).toContain('\r\n7\r\n');
  });

  it('brings back what was killed under it, at the same address, and nothing that was released', async () => {
    const stores = await acquire();
    expect(await stores.revive()).toEqual([]);
    await query(stores.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS value');
    for (const pid of await serverPids(stores)) process.kill(pid, 'SIGKILL');
    const revived: string[] = [];
    await until(async () => revived.push(...(await stores.revive())) === 2);
    expect(revived.sort()).toEqual([stores.database.description, stores.redis.description].sort());
    expect(await query(stores.databaseUrl, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
    expect(await ask(stores.redisUrl, 'PING')).toContain('+PONG');
    await stores.release();
    expect(await stores.revive()).toEqual([]);
    await expect(ask(stores.redisUrl, 'PING')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('starts one of each when many processes come at the same moment', async () => {
    const holders = await Promise.all([holdInChild(), holdInChild(), holdInChild()]);
    expect(new Set(holders.map((holder) => holder.databaseUrl)).size).toBe(1);
    expect(new Set(holders.map((holder) => holder.redisUrl)).size).toBe(1);
  });

  it('knows its servers by whatever path the home is given', async () => {
    const one = await acquire();
    await symlink(home, path.join(folder, 'alias'));
    const other = await acquire({ home: path.join(folder, 'alias') });
    expect([other.databaseUrl, other.redisUrl]).toEqual([one.databaseUrl, one.redisUrl]);
  });

  it('keeps two homes apart', async () => {
    const one = await acquire();
    const other = await acquire({ home: path.join(folder, 'other') });
    expect(new URL(other.databaseUrl).port).not.toBe(new URL(one.databaseUrl).port);
    expect(new URL(other.redisUrl).port).not.toBe(new URL(one.redisUrl).port);
    await other.release();
    expect(await query(one.databaseUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await ask(one.redisUrl, 'PING')).toContain('+PONG');
  });

  it('works under a folder that is closed to others, and says where the data went', async () => {
    await chmod(folder, 0o700);
    const shelter = await mkdtemp(path.join(os.tmpdir(), 'ecobe-shelter-'));
    await chmod(shelter, 0o755);
    const lines: string[] = [];
    const stores = await acquire({ shelter, onProgress: (line) => lines.push(line) });
    const [found] = await query(stores.databaseUrl, `SELECT current_setting('data_directory') AS folder`);
    const isRoot = process.getuid?.() === 0;
    expect(String(found?.folder).startsWith(isRoot ? shelter : home)).toBe(true);
    expect(lines.some((line) => line.includes(shelter))).toBe(isRoot);
    expect(stores.database.description).toContain(isRoot ? shelter : home);
    await stores.release();
    held.length = 0;
    await rm(home, { recursive: true });
    await rm(shelter, { recursive: true });
  });

  it('takes given stores as they are', async () => {
    const given = { databaseUrl: 'postgres://a:b@db.example:5432/x', redisUrl: 'redis://redis.example:6379' };
    const stores = await acquire(given);
    expect(stores).toMatchObject({ ...given, database: { origin: 'given' }, redis: { origin: 'given' } });
    await stores.release();
    expect(await isFolder(path.join(home, 'run'))).toBe(false);
  });

  /** Another process that holds the stores until it is killed. */
  async function holdInChild(): Promise<{ holder: ChildProcess; databaseUrl: string; redisUrl: string }> {
    const program = `
      const { acquireStores } = require(${JSON.stringify(path.join(root, 'dist/libs/embedded/src/index.js'))});
      acquireStores(${JSON.stringify(options())}).then(({ databaseUrl, redisUrl }) => process.send({ databaseUrl, redisUrl }));
      setInterval(() => undefined, 1000);`;
    const holder = spawn(process.execPath, ['-e', program], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    holders.push(holder);
    const [message] = (await Promise.race([
      once(holder, 'message'),
      once(holder, 'exit').then(() => {
        throw new Error('the other process ended');
      }),
    ])) as [{ databaseUrl: string; redisUrl: string }];
    return { holder, ...message };
  }
});

async function serverPids(urls: { databaseUrl: string; redisUrl: string }): Promise<number[]> {
  const redisPid = /process_id:(\d+)/.exec(await ask(urls.redisUrl, 'INFO server'))?.[1];
  const [found] = await query(urls.databaseUrl, `SELECT current_setting('data_directory') AS folder`);
  const postmaster = await readFile(path.join(String(found?.folder), 'postmaster.pid'), 'utf8');
  return [Number(redisPid), parseInt(postmaster)];
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadlineMs = Date.now() + 30_000; !(await condition()); await sleep(20)) {
    if (Date.now() > deadlineMs) throw new Error('it did not come about in time');
  }
}

const isFolder = (name: string) =>
  stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const ask = (url: string, command: string) => {
  const { port, password } = new URL(url);
  return askRedis({ port: Number(port), password }, command);
};
