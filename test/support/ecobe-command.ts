import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Command } from 'commander';

const cli = path.resolve(__dirname, '../../dist/apps/cli/src/main.js');

export interface StoresOfSuite {
  readonly databaseUrl: string;
  readonly redis: { readonly url: string };
}

/** Runs the built `ecobe` on the stores of a suite, or on others. `errors` is what it wrote to stderr, progress included. */
export async function ecobe(
  { databaseUrl, redis }: StoresOfSuite,
  ...args: string[]
): Promise<{ code: number | null; output: string; errors: string }> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, errors };
}

/** Runs a command of `ecobe` in this process, without the second or more that another one takes to start. */
export async function runHere(
  command: Command,
  { databaseUrl, redis }: StoresOfSuite,
  ...args: string[]
): Promise<{ code: number; output: string; errors: string }> {
  const written = { output: '', errors: '' };
  const into = (name: keyof typeof written) => (chunk: unknown) => {
    written[name] += String(chunk);
    return true;
  };
  const kept = { env: process.env, out: process.stdout.write, err: process.stderr.write };
  process.env = { ...kept.env, DATABASE_URL: databaseUrl, REDIS_URL: redis.url };
  [process.stdout.write, process.stderr.write] = [into('output'), into('errors')];
  process.exitCode = 0;
  try {
    await command.parseAsync(args, { from: 'user' });
    return { code: Number(process.exitCode), ...written };
  } finally {
    [process.stdout.write, process.stderr.write] = [kept.out, kept.err];
    process.env = kept.env;
    process.exitCode = undefined;
  }
}
