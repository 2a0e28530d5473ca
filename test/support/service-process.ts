import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const root = path.resolve(__dirname, '../..');
const endWithParent = pathToFileURL(path.join(root, 'scripts/steps/end-with-parent.mjs')).href;
const READY_LIMIT_MS = 60_000;
const SHOWN_CHARACTERS = 4_000;

/** Starts the built `main` of an app in a process of its own, which ends with this one. */
export function launch(app: string, settings: Record<string, string>, log: string[]): ChildProcess {
  const main = path.join(root, `dist/apps/${app}/src/main.js`);
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

/**
 * The gateway logs the address it listens on; then it is asked until it says that it is ready.
 * @throws Error with the end of the log when it is not in a minute
 */
export async function untilReady(child: ChildProcess, output: () => string): Promise<string> {
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

/** Sends the signal and waits for the end; nothing where it has ended. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!isRunning(child)) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
