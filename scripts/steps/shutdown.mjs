import { say } from './terminal.mjs';

/** npm passes on a Ctrl-C that the terminal has sent to us as well: that is one wish, not two. */
const SAME_WISH_MS = 1_000;
const PARENT_POLL_MS = 250;

/**
 * Closes in the reverse order of opening, once, when the program is told to end, or npm, which runs it, is gone.
 * A second signal ends the program at once; servers that it leaves are found again by the next start.
 */
export class Shutdown {
  #steps = [];
  #ending = undefined;
  #askedAtMs = 0;

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => this.#onSignal());
    if (process.env.npm_lifecycle_event !== undefined) this.#followParent(process.ppid);
  }

  /** Whether the end has begun. */
  get isClosing() {
    return this.#ending !== undefined;
  }

  /**
   * Opens something and remembers how to close it. Should the end come meanwhile, it is closed once it is open, and the
   * caller never goes on.
   */
  async opening(open, close) {
    const opened = open();
    this.#steps.push(async () => {
      const value = await opened.catch(() => undefined);
      if (value !== undefined) await close(value);
    });
    await opened.catch(() => undefined);
    return this.isClosing ? new Promise(() => undefined) : opened;
  }

  /** Closes everything and ends the program. */
  close(code = 0) {
    this.#ending ??= this.#run(code);
    return this.#ending;
  }

  #onSignal() {
    const now = Date.now();
    if (this.isClosing && now - this.#askedAtMs > SAME_WISH_MS) process.exit(1);
    if (!this.isClosing) {
      this.#askedAtMs = now;
      say('\nStopping');
      void this.close();
    }
  }

  #followParent(parent) {
    setInterval(() => {
      if (process.ppid !== parent && !this.isClosing) void this.close();
    }, PARENT_POLL_MS).unref();
  }

  async #run(code) {
    let exitCode = code;
    for (const step of this.#steps.reverse()) {
      await step().catch((error) => {
        process.stderr.write(`${error.stack}\n`);
        exitCode = 1;
      });
    }
    process.exit(exitCode);
  }
}
