import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const cli = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');

export interface StoresOfSuite {
  readonly databaseUrl: string;
  readonly redis: { readonly url: string };
}

/** Runs the built `ecobe` on the stores of a suite, or on others. */
export async function ecobe(
  { databaseUrl, redis }: StoresOfSuite,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
