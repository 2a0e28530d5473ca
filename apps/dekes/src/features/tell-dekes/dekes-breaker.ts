import { MINUTE_MS } from '@ecobe/carbon';

/** So many failures in a row, of whatever messages, and DEKES is asked by one message at a time only. */
const FAILURES_TO_OPEN = 5;
const FIRST_PAUSE_MS = 30_000;
/** A DEKES that was away for days hears of everything this long after it is back. */
export const LONGEST_PAUSE_MS = 15 * MINUTE_MS;

/**
 * Keeps messages from asking a DEKES that is away each for itself: after failures in a row none is sent for a while, then one;
 * the pause doubles until one gets through. Instants are of a clock of real time.
 */
export class DekesBreaker {
  private failures = 0;
  private openUntilMs = 0;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Real milliseconds for which nothing may be sent; 0: send. The first that may takes the turn of the others with it. */
  pauseMs(): number {
    const nowMs = this.nowMs();
    if (nowMs < this.openUntilMs) return this.openUntilMs - nowMs;
    if (this.failures >= FAILURES_TO_OPEN) this.openUntilMs = nowMs + this.nextPauseMs();
    return 0;
  }

  took(): void {
    [this.failures, this.openUntilMs] = [0, 0];
  }

  failed(): void {
    this.failures += 1;
    if (this.failures >= FAILURES_TO_OPEN) this.openUntilMs = this.nowMs() + this.nextPauseMs();
  }

  private nextPauseMs(): number {
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.failures - FAILURES_TO_OPEN));
  }
}
