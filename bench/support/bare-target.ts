import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childPid } from './cpu-time';
import type { Target } from './load';

/** The least that can answer a JSON POST, in a process of its own, as a target with that body. */
export async function startBare(body: string): Promise<Target & { stop: () => void }> {
  const hook = join(__dirname, '../../test/support/typescript-hook.cjs');
  const child = fork(join(__dirname, 'bare-server.ts'), { execArgv: ['--require', hook] });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  const pids = { bare: await childPid('bare-server') };
  return { url: message.url, body, pids, stop: () => void child.disconnect() };
}
