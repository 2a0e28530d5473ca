/** A door that is open while Redis is reachable; callers wait before it for a limited time. */
export class Readiness {
  private waiting = new Set<(isOpen: boolean) => void>();
  private isOpenNow = false;

  /** @param maxWaiting so many callers may wait at once; more are turned away, since memory is finite. */
  constructor(private readonly maxWaiting = 10_000) {}

  get isOpen(): boolean {
    return this.isOpenNow;
  }

  set(isOpen: boolean): void {
    this.isOpenNow = isOpen;
    if (isOpen) this.release(true);
  }

  /** Turns away everyone who waits. */
  turnAway(): void {
    this.isOpenNow = false;
    this.release(false);
  }

  /** True as soon as the door is open, false when it is still shut after `timeoutMs`. */
  async wait(timeoutMs: number): Promise<boolean> {
    if (this.isOpenNow) return true;
    if (this.waiting.size >= this.maxWaiting) return false;
    return new Promise<boolean>((resolve) => {
      const done = (isOpen: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve(isOpen);
      };
      const timer = setTimeout(done, timeoutMs, false);
      this.waiting.add(done);
    });
  }

  private release(isOpen: boolean): void {
    for (const done of [...this.waiting]) done(isOpen);
  }
}
