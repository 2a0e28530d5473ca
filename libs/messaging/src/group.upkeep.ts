import type { ConsumerGroup } from './consumer.group';
import type { InFlight } from './in-flight';
import type { StreamEntry } from './stream.entry';

export interface UpkeepTiming {
  /** A message that its consumer neither finished nor kept alive for so long is taken over, milliseconds. */
  claimIdleMs: number;
  /** Consumers without debts are removed after so long, milliseconds. */
  deadConsumerMs: number;
}

/**
 * Keeps the messages of slow handlers alive, takes over those of dead consumers and removes the dead. A living process
 * renews three times within `claimIdleMs`, so only one whose event loop stood still for so long loses its messages.
 */
export class GroupUpkeep {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private isClaiming = true;
  private lastSweepMs = Date.now();

  constructor(
    private readonly group: ConsumerGroup,
    private readonly inFlight: InFlight,
    private readonly timing: UpkeepTiming,
    private readonly dispatch: (entry: StreamEntry) => void,
  ) {}

  start(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.run()
        .catch(() => undefined) // Redis is away: the next round comes soon enough
        .finally(() => {
          this.start();
        });
    }, this.timing.claimIdleMs / 3).unref();
  }

  /** Takes nothing new any more; what is in flight is still kept alive. */
  stopClaiming(): void {
    this.isClaiming = false;
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async run(): Promise<void> {
    for (const stream of this.group.streams) {
      await this.group.keepAlive(stream, this.inFlight.entryIdsOf(stream));
      await this.claim(stream);
    }
    if (!this.isClaiming || Date.now() - this.lastSweepMs < this.timing.deadConsumerMs) return;
    this.lastSweepMs = Date.now();
    await this.group.removeDead(this.timing.deadConsumerMs);
  }

  private async claim(stream: string): Promise<void> {
    if (!this.isClaiming || this.inFlight.room <= 0) return;
    const claimed = await this.group.claimStale(stream, this.timing.claimIdleMs, this.inFlight.room);
    for (const entry of claimed) this.dispatch(entry);
  }
}
