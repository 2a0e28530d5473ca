import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { TestSuite } from './suite';

const cli = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');

export type StoresOfSuite = Pick<TestSuite, 'databaseUrl' | 'redis'>;

/** Runs the built `ecobe` on the stores of a suite. */
export async function ecobe(
  suite: StoresOfSuite,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, DATABASE_URL: suite.databaseUrl, REDIS_URL: suite.redis.url };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
