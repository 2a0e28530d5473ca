import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** `npm start` as a user runs it, in an ECOBE_HOME of the spec's. */
export interface Launched {
  /** All that it wrote so far. */
  output(): string;
  /** The URL of the API, once it says that it is up. @throws Error with what it wrote when it does not come up. */
  url(): Promise<string>;
  /** Sends the signal and waits for the end. @returns the exit code, null when the signal itself ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** @returns the exit code of a start that ends by itself. */
  ended(): Promise<number | null>;
}

const root = path.resolve(__dirname, '../..');
const UP_LIMIT_MS = 90_000;
const SHOWN_CHARACTERS = 4_000;

/** Runs the launcher itself, so that signals go straight to it. */
export const launch = (home: string, args: string[] = [], env: Record<string, string> = {}): Launched =>
  follow(process.execPath, ['scripts/start.mjs', ...args], home, env);

/** Runs the launcher the way people do. */
export const launchByNpm = (home: string, env: Record<string, string> = {}): Launched =>
  follow('npm', ['start'], home, env);

/** Without the stores that the test run itself uses. */
function follow(file: string, args: string[], home: string, env: Record<string, string>): Launched {
  const { DATABASE_URL: _database, REDIS_URL: _redis, npm_lifecycle_event: _npm, ...rest } = process.env;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...rest, ECOBE_HOME: home, ECOBE_OFFLINE: 'true', NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    output: () => text,
    url: () => whenUp(child, () => text),
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended: () => ended,
  };
}

async function whenUp(child: ChildProcess, output: () => string): Promise<string> {
  const deadlineMs = Date.now() + UP_LIMIT_MS;
  while (Date.now() < deadlineMs && child.exitCode === null) {
    const url = /API docs +(http:\S+)\/docs/.exec(output())?.[1];
    if (url !== undefined && output().includes('Ctrl-C')) return url;
    await sleep(50);
  }
  throw new Error(`the launcher did not come up:\n${output().slice(-SHOWN_CHARACTERS)}`);
}
