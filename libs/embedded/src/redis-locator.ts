import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from './run-command';

/** A Redis, or a server that speaks its protocol, that can be started with redis-server's own arguments. */
export interface RedisProgram {
  readonly path: string;
  /** Such as `Redis 7.0.15`. */
  readonly version: string;
  readonly origin: 'installed' | 'unpacked';
}

export const REDIS_NAMES = ['redis-server', 'valkey-server'] as const;
/** XAUTOCLAIM came with 6.2. */
export const OLDEST_REDIS = '6.2';

/** @returns the first server on the search path that is new enough. */
export async function redisOnPath(searchPath: string): Promise<RedisProgram | undefined> {
  for (const name of REDIS_NAMES) {
    for (const folder of searchPath.split(path.delimiter).filter((entry) => path.isAbsolute(entry))) {
      const file = path.join(folder, name);
      if (!(await isExecutable(file))) continue;
      const version = await versionOf(file);
      if (version !== undefined) return { path: file, version, origin: 'installed' };
    }
  }
  return undefined;
}

/** @returns what the program calls itself, or undefined where it does not run or is too old for us. */
export async function versionOf(program: string): Promise<string | undefined> {
  const ran = await runCommand(program, ['--version'], { timeoutMs: 10_000 });
  return ran.code === 0 ? usableVersion(ran.output) : undefined;
}

/** `Redis server v=7.0.15 sha=...` -> `Redis 7.0.15`, or undefined when it is older than 6.2. */
export function usableVersion(banner: string): string | undefined {
  const [, name, major, minor, rest] = /^(\w+)\b.*?\bv=(\d+)\.(\d+)(\S*)/m.exec(banner) ?? [];
  if (name === undefined || major === undefined || minor === undefined) return undefined;
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_REDIS.split('.').map(Number);
  const isOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  return isOld ? undefined : `${name} ${major}.${minor}${rest ?? ''}`;
}

const isExecutable = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
