/** How often the relay looks for what nobody nudged it about, or what was lost. */
const DEFAULT_SWEEP_MS = 2_000;

export interface OutboxRelayOptions {
  /** Hands on what is due, and tells how much that was: `outbox.relay(...)`. */
  readonly relay: () => Promise<number>;
  /** Told when it could not; the next sweep tries again. */
  readonly onFault: (error: unknown) => void;
  readonly sweepMs?: number;
}

/** Keeps an outbox empty: at once after a commit, when nudged, and by a regular sweep. One run at a time. */
export class OutboxRelay {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isNudged = false;
  private isStopped = false;

  constructor(private readonly options: OutboxRelayOptions) {}

  start(): void {
    this.timer = setInterval(() => {
      this.nudge();
    }, this.options.sweepMs ?? DEFAULT_SWEEP_MS).unref();
    this.nudge();
  }

  /** Something was committed; returns at once. */
  nudge(): void {
    if (this.isStopped) return;
    this.isNudged = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  /** Ends after the run that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (this.isNudged && !this.isStopped) {
        this.isNudged = false;
        // A full portion may have left some behind.
        if ((await this.options.relay()) > 0) this.isNudged = true;
      }
    } catch (error) {
      this.options.onFault(error);
    }
  }
}
