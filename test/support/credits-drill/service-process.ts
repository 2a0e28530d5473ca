import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const root = path.resolve(__dirname, '../../..');
const endWithParent = pathToFileURL(path.join(root, 'scripts/steps/end-with-parent.mjs')).href;
const UP_LIMIT_MS = 60_000;
const SHOWN_CHARACTERS = 4_000;

/** A service of the build in a process of its own, which can be ended in any way and started again. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private log = '';

  constructor(
    private readonly name: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  get output(): string {
    return this.log;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Starts it, and waits until its log says so. @returns what was found @throws Error with the end of the log */
  async start(sign: RegExp): Promise<RegExpExecArray> {
    this.log = '';
    const main = path.join(root, `dist/apps/${this.name}/src/main.js`);
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', endWithParent, main], {
      cwd: root,
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.log += chunk.toString('utf8')));
    const deadlineMs = Date.now() + UP_LIMIT_MS;
    while (Date.now() < deadlineMs && isRunning(child)) {
      const found = sign.exec(this.log);
      if (found !== null) return found;
      await sleep(20);
    }
    throw new Error(`${this.name} does not come up:\n${this.log.slice(-SHOWN_CHARACTERS)}`);
  }

  /** Ends it by a signal, and waits for its end. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child === null || !isRunning(this.child)) return;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
  }
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;
