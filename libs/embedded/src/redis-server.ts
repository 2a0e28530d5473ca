import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { identityOf, isAlive, runsProgram } from './process-identity';
import type { RedisProgram } from './redis-locator';
import { PID_FILE, redisConfiguration, redisUrl } from './redis-settings';
import { askRedis } from './redis-wire';
import type { RedisAddress } from './redis-wire';
import type { Server } from './shared-server';

export interface RedisConnection {
  readonly url: string;
  /** Whether it ran already, left by a process that was killed or shared with one that lives. */
  readonly adopted: boolean;
}

export interface RedisServerOptions {
  readonly folder: string;
  /** Asked only when none runs, as finding one may take a download. */
  readonly locate: () => Promise<RedisProgram>;
}

const START_ATTEMPTS = 3;
const START_TIMEOUT_MS = 30_000;

/** One Redis with its data in one folder, for us alone: loopback, own password, appended to disk every second. */
export class RedisServer implements Server<RedisConnection> {
  constructor(private readonly options: RedisServerOptions) {}

  async adoptOrStart(): Promise<RedisConnection> {
    const known = await this.lastAddress();
    if (known !== undefined && (await this.isRunning(known))) return { url: redisUrl(known), adopted: true };
    return { url: redisUrl(await this.start(known)), adopted: false };
  }

  async stop(): Promise<void> {
    const address = await this.lastAddress();
    if (address === undefined || (await this.stateOf(address)) === 'absent') return;
    const info = await askRedis(address, 'INFO server');
    const pid = Number(/process_id:(\d+)/.exec(info)?.[1]);
    const identity = identityOf(pid);
    // It writes what is pending, closes the connection, and ends.
    await askRedis(address, 'SHUTDOWN').catch(() => undefined);
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    while (isAlive(identity)) {
      if (Date.now() > deadlineMs) throw new Error(`Redis (process ${pid}) does not end`);
      await sleep(10);
    }
  }

  private async start(known: RedisAddress | undefined): Promise<RedisAddress> {
    const { folder, locate } = this.options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const program = await locate();
    for (let attempt = 1; ; attempt += 1) {
      const address = {
        port: await freePort(attempt === 1 ? known?.port : undefined),
        password: known?.password ?? randomBytes(24).toString('hex'),
      };
      // Before the start: if we die right after it, the next one still finds the server.
      await writeFile(this.addressFile(), JSON.stringify(address), { mode: 0o600 });
      if (await this.launch(program, address)) return address;
      if (attempt === START_ATTEMPTS) {
        throw new Error(`Redis does not start:\n${await readFile(this.logFile(), 'utf8')}`);
      }
    }
  }

  /** @returns whether it came up and answers as ours. */
  private async launch(program: RedisProgram, address: RedisAddress): Promise<boolean> {
    const { folder } = this.options;
    const config = path.join(folder, 'redis.conf');
    await writeFile(config, redisConfiguration(address), { mode: 0o600 });
    const log = await open(this.logFile(), 'w', 0o600);
    try {
      const child = spawn(program.path, [config], {
        cwd: folder,
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      });
      let ended = false;
      child.on('error', () => (ended = true));
      child.on('exit', () => (ended = true));
      child.unref();
      const deadlineMs = Date.now() + START_TIMEOUT_MS;
      while (!ended && Date.now() < deadlineMs) {
        if ((await this.stateOf(address)) === 'ready') return true;
        await sleep(10);
      }
      if (!ended) child.kill('SIGKILL');
      return false;
    } finally {
      await log.close();
    }
  }

  /** Waits for one that reads its data in. Two servers on one folder would spoil the data, so none is started beside it. */
  private async isRunning(address: RedisAddress): Promise<boolean> {
    const deadlineMs = Date.now() + START_TIMEOUT_MS;
    let state = await this.stateOf(address);
    while (state === 'busy') {
      if (Date.now() > deadlineMs) {
        throw new Error(
          `The Redis that runs on ${this.options.folder} does not answer: end it, then start again.`,
        );
      }
      await sleep(50);
      state = await this.stateOf(address);
    }
    return state === 'ready';
  }

  /** Absent: nobody there, or a server that does not know our password or keeps its data elsewhere. */
  private async stateOf(address: RedisAddress): Promise<'ready' | 'busy' | 'absent'> {
    const folder = await realpath(this.options.folder);
    try {
      const answer = await askRedis(address, 'PING\r\nCONFIG GET dir');
      if (!answer.includes(`\r\n${folder}\r\n`)) return 'absent';
      return answer.includes('+PONG') ? 'ready' : 'busy';
    } catch {
      const pid = Number(await readFile(path.join(folder, PID_FILE), 'utf8').catch(() => '0'));
      return pid > 0 && runsProgram(pid, /^(redis|valkey)/) ? 'busy' : 'absent';
    }
  }

  private async lastAddress(): Promise<RedisAddress | undefined> {
    const text = await readFile(this.addressFile(), 'utf8').catch(() => '');
    return text === '' ? undefined : (JSON.parse(text) as RedisAddress);
  }

  private readonly addressFile = () => path.join(this.options.folder, 'address.json');
  private readonly logFile = () => path.join(this.options.folder, 'redis.log');
}
