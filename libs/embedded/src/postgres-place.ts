import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from './file-exists';
import { canRun, copyNative, packagedNative } from './postgres-binaries';
import { runCommand } from './run-command';
import type { Account } from './run-command';

/** Where PostgreSQL keeps its data, where its programs are, and as whom it runs. */
export interface PostgresPlace {
  readonly folder: string;
  readonly native: string;
  readonly account: Account | undefined;
}

export interface PlaceOptions {
  /** ECOBE_HOME, which exists. */
  readonly home: string;
  /** Where root keeps what `nobody` cannot reach under `home`. */
  readonly shelter: string;
  readonly onProgress: (line: string) => void;
}

/** `nobody` of every Unix we know; no account needs to be made. */
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/**
 * PostgreSQL refuses to run as root, so root runs it as nobody; whatever nobody cannot reach from where it is (a checkout
 * under a closed folder such as /root) goes to the shelter, and the progress lines say so.
 */
export async function choosePlace(options: PlaceOptions): Promise<PostgresPlace> {
  const native = await packagedNative();
  const folder = path.join(options.home, 'postgres');
  if (process.getuid?.() !== 0) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return { folder, native, account: undefined };
  }
  const account = (await ownerOf(folder)) ?? NOBODY;
  return {
    account,
    folder: await reachableFolder(folder, account, options),
    native: await runnableNative(native, account, options),
  };
}

async function reachableFolder(folder: string, account: Account, options: PlaceOptions): Promise<string> {
  if (await makeUsable(folder, account)) return folder;
  await rmdir(folder).catch(() => undefined);
  const name = createHash('sha256')
    .update(await realpath(options.home))
    .digest('hex')
    .slice(0, 16);
  const sheltered = path.join(options.shelter, name);
  const isNew = !(await fileExists(sheltered));
  if (!(await makeUsable(sheltered, account))) {
    throw new Error(
      `User ${account.uid}, as whom PostgreSQL runs, can reach neither ${folder} nor ${sheltered}: set ECOBE_HOME to a folder it can reach, or DATABASE_URL.`,
    );
  }
  if (isNew)
    options.onProgress(
      `PostgreSQL runs as user ${account.uid}, who cannot reach ${folder}: data in ${sheltered}`,
    );
  return sheltered;
}

async function runnableNative(native: string, account: Account, options: PlaceOptions): Promise<string> {
  if (await canRun(native, account)) return native;
  const manifest = await readFile(path.join(native, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = path.join(options.shelter, `postgres-${version}`);
  if (!(await fileExists(copy))) {
    options.onProgress(`User ${account.uid} cannot run ${native}: copying PostgreSQL to ${copy}`);
    await copyNative(native, copy);
  }
  return copy;
}

/** Makes the folder the account's own. @returns whether it can then write there, tried as that account. */
async function makeUsable(folder: string, account: Account): Promise<boolean> {
  await mkdir(path.dirname(folder), { recursive: true });
  await mkdir(folder, { recursive: true });
  await chown(folder, account.uid, account.gid);
  await chmod(folder, 0o700);
  const probe = ['-c', 'cd "$1" && : > "probe.$$" && rm "probe.$$"', 'sh', folder];
  return (await runCommand('/bin/sh', probe, { account })).code === 0;
}

/** Whose the folder is, unless it is root's or not there. */
async function ownerOf(folder: string): Promise<Account | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}
