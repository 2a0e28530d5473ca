import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createTestDatabase } from './database';
import { startRedis } from './redis';
import type { TestRedis } from './redis';

/** The built suite in a process of its own, with stores that nobody else uses. */
export interface TestSuite {
  url: string;
  databaseUrl: string;
  redis: TestRedis;
  /** All that it has logged so far. */
  output(): string;
  /** Ends it as an operator would; its stores go too. */
  stop(): Promise<void>;
  /** Ends it as a crash would; its stores stay until `stop`. */
  kill9(): Promise<void>;
  /** Starts it again on the same stores, on another port, with other settings if told. @returns its URL. */
  restart(env?: Record<string, string>): Promise<string>;
}

export interface TestSuiteOptions {
  /** Settings over those of a spec: no live provider, any free port. */
  env?: Record<string, string>;
}

const root = path.resolve(__dirname, '../..');
const main = path.join(root, 'dist/apps/suite/src/main.js');
const endWithParent = pathToFileURL(path.join(root, 'scripts/steps/end-with-parent.mjs')).href;
const READY_LIMIT_MS = 60_000;
const SHOWN_CHARACTERS = 4_000;

/** @throws Error with the end of the log when the suite is not ready in a minute. */
export async function startSuite({ env = {} }: TestSuiteOptions = {}): Promise<TestSuite> {
  const database = await createTestDatabase();
  const redis = await startRedis();
  const settings = {
    ...{ PORT: '0', LOG_LEVEL: 'info', ECOBE_OFFLINE: 'true', NODE_ENV: 'test' },
    ...{ DATABASE_URL: database.url, REDIS_URL: redis.url },
    ...env,
  };
  const log: string[] = [];
  const output = () => log.join('');
  const dropStores = () => Promise.all([redis.stop(), database.drop()]);
  let child = launch(settings, log);
  const url = await untilReady(child, output).catch(async (error: unknown) => {
    await end(child, 'SIGKILL');
    await dropStores();
    throw error;
  });
  const suite: TestSuite = {
    url,
    databaseUrl: database.url,
    redis,
    output,
    kill9: () => end(child, 'SIGKILL'),
    stop: async () => {
      await end(child, 'SIGTERM');
      await dropStores();
    },
    restart: async (changes = {}) => {
      await end(child, 'SIGTERM');
      log.length = 0;
      child = launch({ ...settings, ...changes }, log);
      suite.url = await untilReady(child, output);
      return suite.url;
    },
  };
  return suite;
}

function launch(settings: Record<string, string>, log: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', endWithParent, main], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => log.push(chunk.toString('utf8')));
  }
  return child;
}

/** The gateway logs the address it listens on; then it is asked until it says that it is ready. */
async function untilReady(child: ChildProcess, output: () => string): Promise<string> {
  const deadlineMs = Date.now() + READY_LIMIT_MS;
  while (Date.now() < deadlineMs && isRunning(child)) {
    const url = /"url":"(http:[^"]+)"/.exec(output())?.[1];
    if (url !== undefined && (await isReady(url))) return url;
    await sleep(50);
  }
  const state = isRunning(child) ? `is not ready after ${READY_LIMIT_MS / 1000} s` : 'ended';
  throw new Error(`the suite ${state}:\n${output().slice(-SHOWN_CHARACTERS)}`);
}

const isReady = (url: string) =>
  fetch(`${url}/health/ready`).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
