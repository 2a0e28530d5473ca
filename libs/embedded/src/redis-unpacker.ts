import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { REDIS_NAMES, versionOf } from './redis-locator';
import type { RedisProgram } from './redis-locator';
import { runCommand } from './run-command';

/** The server and the package that its program is really in: redis-server.deb holds only a link. */
const PACKAGES: readonly (readonly [string, string])[] = [
  ['redis-server', 'redis-tools'],
  ['valkey-server', 'valkey-tools'],
];
const LAUNCHER = 'redis-server';
const DOWNLOAD_TIMEOUT_MS = 300_000;

/**
 * Redis from the packages of Debian or Ubuntu, unpacked under `cache` without being installed: no root, nothing outside the
 * folder, no service started. What was unpacked once is used again.
 *
 * @returns the program, or the reason why there is none.
 */
export async function unpackedRedis(
  cache: string,
  onProgress: (line: string) => void,
): Promise<RedisProgram | string> {
  const home = path.join(cache, `redis-${process.arch}`);
  const cached = await programIn(home);
  if (cached !== undefined) return cached;
  for (const tool of ['apt-get', 'dpkg-deb']) {
    if ((await runCommand(tool, ['--version'])).code !== 0) return `${tool} is not there to fetch one`;
  }
  onProgress(`Redis: none on PATH; fetching the packages of this system into ${home} (nothing is installed)`);
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(path.join(cache, 'draft.'));
  try {
    const fault = await fetchInto(draft);
    if (fault !== undefined) return fault;
    // Whoever was faster has unpacked the same.
    await rename(path.join(draft, 'redis'), home).catch(() => undefined);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return (await programIn(home)) ?? 'the packages hold no server that runs here';
}

/** The arguments that make apt-get fetch, with all that the system lacks for them, packages it does not install. */
export const downloadArguments = (configFile: string, packages: readonly string[]): string[] => [
  ...['-q', '-c', configFile, '-y', '--no-install-recommends', '--download-only'],
  // A package that is installed (often redis-tools alone) is fetched too.
  ...['--reinstall', 'install', ...packages],
];

/** Lists, downloads and logs of apt-get in our folder; no lock, no hook and no account of the system's. */
export const aptConfiguration = (folder: string): string => `
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Pre-Invoke;
#clear DPkg::Post-Invoke;
#clear DPkg::Pre-Install-Pkgs;
Dir::State::Lists "${folder}/lists";
Dir::Cache "${folder}/cache";
Dir::Log "${folder}/log";
Debug::NoLocking "1";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
`;

/** A program that finds its libraries beside itself, wherever the folder is moved to. */
export const launcherScript = (libraryFolders: readonly string[], program: string): string =>
  [
    '#!/bin/sh',
    'here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)',
    `LD_LIBRARY_PATH="${libraryFolders.map((folder) => `$here/${folder}`).join(':')}"`,
    'export LD_LIBRARY_PATH',
    `exec "$here/${program}" "$@"`,
    '',
  ].join('\n');

/** @returns the fault, if any. */
async function fetchInto(draft: string): Promise<string | undefined> {
  const config = path.join(draft, 'apt.conf');
  const archives = path.join(draft, 'cache', 'archives');
  await Promise.all([
    mkdir(path.join(draft, 'lists', 'partial'), { recursive: true }),
    mkdir(path.join(archives, 'partial'), { recursive: true }),
    mkdir(path.join(draft, 'log')),
    writeFile(config, aptConfiguration(draft)),
  ]);
  const apt = (args: string[]) => runCommand('apt-get', args, { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  // One source of several may fail; whether the others were enough shows in the next step.
  const updated = await apt(['-q', '-c', config, 'update']);
  let fault = lastLines(updated.output);
  for (const packages of PACKAGES) {
    const fetched = await apt(downloadArguments(config, packages));
    if (fetched.code !== 0) {
      fault += `\n${lastLines(fetched.output)}`;
      continue;
    }
    if (await unpack(archives, path.join(draft, 'redis'))) return undefined;
    fault = `${packages[0]} of this system is too old or does not run`;
  }
  return fault;
}

/** @returns whether a server came out that runs here. */
async function unpack(archives: string, target: string): Promise<boolean> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target);
  for (const name of await readdir(archives)) {
    if (name.endsWith('.deb')) await runCommand('dpkg-deb', ['-x', path.join(archives, name), target]);
  }
  const files = await readdir(target, { recursive: true });
  const program = files.find((file) => REDIS_NAMES.some((name) => file.endsWith(`bin/${name}`)));
  if (program === undefined) return false;
  const libraries = files.filter((file) => /\.so(\.\d+)*$/.test(file)).map((file) => path.dirname(file));
  const launcher = path.join(target, LAUNCHER);
  await writeFile(launcher, launcherScript([...new Set(libraries)], program));
  await chmod(launcher, 0o755);
  return (await versionOf(launcher)) !== undefined;
}

async function programIn(home: string): Promise<RedisProgram | undefined> {
  const launcher = path.join(home, LAUNCHER);
  const version = await versionOf(launcher);
  return version === undefined ? undefined : { path: launcher, version, origin: 'unpacked' };
}

const lastLines = (text: string) => text.trim().split('\n').slice(-3).join('\n');
