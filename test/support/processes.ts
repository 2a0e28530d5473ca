import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const HOOK = join(__dirname, 'typescript-hook.cjs');

/** A real process that a spec started from a `*.fixture.ts`. */
export interface FixtureProcess {
  pid: number;
  /** Sends a message and waits for the next one that comes back. */
  ask(message: unknown): Promise<unknown>;
  /** Sends a signal and waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  isAlive(): boolean;
}

const isAlive = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** Starts the fixture and waits for its first message, by which it says that it is ready. */
export async function startFixture(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<FixtureProcess> {
  const child = fork(file, args, {
    execArgv: ['--enable-source-maps', '--require', HOOK],
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${file} ended (${String(code ?? signal)}):\n${output}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(child, 'message'), ended]);
  return {
    pid: child.pid ?? 0,
    isAlive: () => isAlive(child),
    ask: async (message) => {
      const answer = once(child, 'message');
      child.send(message as object);
      return ((await Promise.race([answer, ended])) as unknown[])[0];
    },
    kill: async (signal) => {
      if (!isAlive(child)) return;
      const exit = once(child, 'exit');
      child.kill(signal);
      await exit;
    },
  };
}
