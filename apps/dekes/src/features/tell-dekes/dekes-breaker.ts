import { MINUTE_MS } from '@ecobe/carbon';

/** So many failures in a row, of whatever messages, and DEKES is asked by one message at a time only. */
const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 30_000;
/** A DEKES that was away for days hears of everything this long after it is back. */
export const LONGEST_PAUSE_MS = 15 * MINUTE_MS;

/**
 * Keeps messages from asking a DEKES that is away each for itself: after failures in a row none is sent for a while, then one;
 * the pause doubles with each that fails in vain, until one gets through. Instants are of a clock of real time.
 */
export class DekesBreaker {
  private failures = 0;
  private openUntilMs = 0;
  /** Whether the one that may go after a pause is under way. */
  private isProbing = false;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Real milliseconds for which nothing may be sent; 0: send. The first that may takes the turn of the others with it. */
  pauseMs(): number {
    const nowMs = this.nowMs();
    if (nowMs < this.openUntilMs) return this.openUntilMs - nowMs;
    if (this.failures >= FAILURES_TO_OPEN) {
      this.isProbing = true;
      this.openUntilMs = nowMs + this.nextPauseMs();
    }
    return 0;
  }

  took(): void {
    [this.failures, this.openUntilMs, this.isProbing] = [0, 0, false];
  }

  /** Those that were under way together when it opened fail of one cause: the pause does not double for each of them. */
  failed(): void {
    if (this.failures >= FAILURES_TO_OPEN && !this.isProbing) return;
    this.failures += 1;
    this.isProbing = false;
    if (this.failures >= FAILURES_TO_OPEN) this.openUntilMs = this.nowMs() + this.nextPauseMs();
  }

  private nextPauseMs(): number {
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.failures - FAILURES_TO_OPEN));
  }
}
