import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A process that lived so long had started well: the next pause is short again. */
const HEALTHY_AFTER_MS = 30_000;
const STOP_LIMIT_MS = 12_000;
const preload = pathToFileURL(path.join(root, 'scripts/steps/end-with-parent.mjs')).href;

/** Keeps one process of a service alive: starts it again, ever later, when it ends by itself. */
export class SupervisedProcess {
  #child = undefined;
  #timer = undefined;
  #isStopping = false;
  #pauseMs = FIRST_PAUSE_MS;

  /** @param settings what this process gets over those of the launcher */
  constructor(name, file, log, settings = {}) {
    this.name = name;
    this.file = file;
    this.log = log;
    this.settings = settings;
  }

  start() {
    const startedAtMs = Date.now();
    // In a process group of its own: Ctrl-C reaches the launcher, which ends services in their order.
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', preload, this.file], {
      cwd: root,
      detached: true,
      env: { ...process.env, ...this.settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.log(this.name, `started as process ${child.pid}`);
    for (const stream of [child.stdout, child.stderr]) {
      readline.createInterface({ input: stream }).on('line', (line) => this.log(this.name, line));
    }
    child.on('exit', (code, signal) => {
      this.#child = undefined;
      if (!this.#isStopping) this.#restart(`${signal ?? `exit ${code}`}`, Date.now() - startedAtMs);
    });
  }

  async stop() {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === undefined) return;
    const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
    child.kill('SIGTERM');
    await once(child, 'exit');
    clearTimeout(limit);
  }

  #restart(reason, livedMs) {
    this.#pauseMs = nextPauseMs(this.#pauseMs, livedMs);
    this.log(this.name, `ended (${reason}); starting again in ${this.#pauseMs / 1000} s`);
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
  }
}

/** Twice the last pause, up to a limit; the shortest after a process that had started well. */
export const nextPauseMs = (lastMs, livedMs) =>
  livedMs >= HEALTHY_AFTER_MS ? FIRST_PAUSE_MS : Math.min(lastMs * 2, LONGEST_PAUSE_MS);
