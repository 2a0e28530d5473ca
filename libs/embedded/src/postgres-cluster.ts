import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { PostgresControl } from './postgres-control';
import { ensureDatabase, servesFolder } from './postgres-database';
import type { PostgresPlace } from './postgres-place';
import { DATABASE, serverOptions } from './postgres-settings';
import { runsProgram } from './process-identity';
import type { Server } from './shared-server';

export interface PostgresConnection {
  readonly url: string;
  /** Whether it ran already, left by a process that was killed or shared with one that lives. */
  readonly adopted: boolean;
}

export interface ClusterOptions extends PostgresPlace {
  readonly onProgress: (line: string) => void;
  /** False for throw-away data: several times faster, lost if the computer (not merely the server) goes down. */
  readonly durable: boolean;
}

const START_ATTEMPTS = 5;
const READY_TIMEOUT_MS = 60_000;

/** One PostgreSQL with its data in one folder, driven by its own pg_ctl. */
export class PostgresCluster implements Server<PostgresConnection> {
  private readonly control: PostgresControl;

  constructor(private readonly options: ClusterOptions) {
    this.control = new PostgresControl(options);
  }

  async adoptOrStart(): Promise<PostgresConnection> {
    if (!(await this.control.isInitialised())) {
      this.options.onProgress('PostgreSQL: first run, creating the database cluster');
      await this.control.initialise(this.options.durable);
    }
    const running = await this.runningPort();
    const port = running ?? (await this.start());
    await ensureDatabase(await this.control.url(port, 'postgres'), DATABASE);
    return { url: await this.control.url(port, DATABASE), adopted: running !== undefined };
  }

  async stop(): Promise<void> {
    const stop = (mode: string) => this.control.pgCtl(['stop', '-m', mode, '-w', '-t', '30']);
    if ((await stop('fast')).code !== 0) await stop('immediate');
  }

  /** The port of the server that runs on our data, once it is ready; undefined when none runs. */
  private async runningPort(): Promise<number | undefined> {
    await this.forgetStrangers();
    const deadlineMs = Date.now() + READY_TIMEOUT_MS;
    while ((await this.control.pgCtl(['status'])).code === 0) {
      const postmaster = await this.control.postmaster();
      if (postmaster?.isReady && (await this.isOurs(postmaster.port))) return postmaster.port;
      if (Date.now() > deadlineMs) {
        throw new Error(
          `The PostgreSQL that runs on ${this.control.data} does not answer: end it, then start again.`,
        );
      }
      await sleep(100);
    }
    return undefined;
  }

  private async isOurs(port: number): Promise<boolean> {
    return servesFolder(await this.control.url(port, 'postgres'), this.control.data);
  }

  /**
   * A server that was killed leaves its number behind, and another program may have got that number since, or nobody may
   * have fetched its exit. Should a process of it still live, PostgreSQL finds that by its shared memory and refuses.
   */
  private async forgetStrangers(): Promise<void> {
    const postmaster = await this.control.postmaster();
    if (postmaster !== undefined && runsProgram(postmaster.pid, /^postgres/) === false) {
      await this.control.removePostmasterFile();
    }
  }

  private async start(): Promise<number> {
    const { folder, durable } = this.options;
    const log = path.join(folder, 'postgres.log');
    const portFile = path.join(folder, 'port');
    const lastPort = Number(await readFile(portFile, 'utf8').catch(() => '0')) || undefined;
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort(attempt === 1 ? lastPort : undefined);
      await rm(log, { force: true });
      const ran = await this.control.pgCtl([
        ...['start', '-w', '-t', '60', '-l', log],
        ...['-o', serverOptions(port, durable)],
      ]);
      if (ran.code === 0) {
        await writeFile(portFile, String(port));
        return port;
      }
      if (attempt === START_ATTEMPTS) {
        throw new Error(
          `PostgreSQL does not start:\n${ran.output}${await readFile(log, 'utf8').catch(() => '')}`,
        );
      }
      // The last processes of a server that was killed may need a moment to notice.
      await sleep(500 * attempt);
    }
  }
}
