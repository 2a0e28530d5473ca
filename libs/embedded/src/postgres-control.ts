import { randomBytes } from 'node:crypto';
import { chown, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from './file-exists';
import { programIn } from './postgres-binaries';
import type { PostgresPlace } from './postgres-place';
import { SUPERUSER, initdbArguments, parsePostmasterFile } from './postgres-settings';
import type { PostmasterFile } from './postgres-settings';
import { runCommand } from './run-command';
import type { CommandResult } from './run-command';

/** The commands and files of one cluster: initdb, pg_ctl, the password and what the server writes about itself. */
export class PostgresControl {
  readonly data: string;
  private readonly passwordFile: string;

  constructor(private readonly place: PostgresPlace) {
    this.data = path.join(place.folder, 'data');
    this.passwordFile = path.join(place.folder, 'password');
  }

  /** Runs `pg_ctl <args>` on the data, as the cluster's account. */
  pgCtl(args: string[]): Promise<CommandResult> {
    return this.run('pg_ctl', [...args, '-D', this.data]);
  }

  isInitialised(): Promise<boolean> {
    return fileExists(path.join(this.data, 'PG_VERSION'));
  }

  /** Makes the cluster beside its place and then moves it there, so that an interrupted first run leaves nothing half. */
  async initialise(durable: boolean): Promise<void> {
    const { folder, account } = this.place;
    for (const name of await readdir(folder)) {
      if (name.startsWith('draft.')) await rm(path.join(folder, name), { recursive: true });
    }
    await writeFile(this.passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (account !== undefined) await chown(this.passwordFile, account.uid, account.gid);
    const draft = path.join(folder, `draft.${process.pid}`);
    const ran = await this.run('initdb', initdbArguments(draft, this.passwordFile, durable));
    if (ran.code !== 0)
      throw new Error(`PostgreSQL's initdb failed: ${ran.output.trim()}${hintFor(ran.output)}`);
    await rename(draft, this.data);
  }

  async postmaster(): Promise<PostmasterFile | undefined> {
    return parsePostmasterFile(await readFile(this.postmasterFile(), 'utf8').catch(() => ''));
  }

  async removePostmasterFile(): Promise<void> {
    await rm(this.postmasterFile(), { force: true });
  }

  async url(port: number, database: string): Promise<string> {
    const password = await readFile(this.passwordFile, 'utf8');
    return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
  }

  private postmasterFile(): string {
    return path.join(this.data, 'postmaster.pid');
  }

  private run(name: 'initdb' | 'pg_ctl', args: string[]): Promise<CommandResult> {
    // PGDATA, PGPORT, PGOPTIONS and the like are about some other server of the user's.
    const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('PG')));
    return runCommand(programIn(this.place.native, name), args, {
      account: this.place.account,
      env: { ...env, LC_ALL: 'C', TZ: 'UTC' },
      timeoutMs: 90_000,
    });
  }
}

/** Containers like to run as a number that no account has, which initdb does not put up with. */
const hintFor = (output: string): string =>
  output.includes('could not look up effective user')
    ? '\nRun as a user that has an account, or set DATABASE_URL.'
    : '';
