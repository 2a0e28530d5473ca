import { toIso } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { DispatchWorkloadsUseCase } from './dispatch-workloads.use-case';

const DISPATCH_QUEUE = 'routing-dispatch';

/** Wakes at the instants at which work starts; the rows say what is due then, and a sweep finds what nobody woke for. */
export class DispatchWorkloadsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly dispatchWorkloads: DispatchWorkloadsUseCase,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.queues.process<object>(DISPATCH_QUEUE, async () => {
      await this.dispatchWorkloads.dispatchDue();
    });
  }

  /** Work starts at these instants of the suite's clock, epoch ms. Redis may be away: the sweep does not need it. */
  wakeAt(startsMs: readonly number[]): void {
    void this.addWakes([...new Set(startsMs)]).catch((err: unknown) => {
      this.log.warn({ err }, 'starts could not be queued; the sweep will find them');
    });
  }

  private async addWakes(startsMs: readonly number[]): Promise<void> {
    const queue = this.queues.queue<object>(DISPATCH_QUEUE);
    for (const startMs of startsMs) {
      const delayMs = Math.max(
        0,
        Math.ceil((startMs - this.clock.nowMs()) / this.settings.ECOBE_CLOCK_SPEED),
      );
      await queue.add('due', {}, { jobId: `start:${toIso(startMs)}`, delayMs, isForgotten: true });
    }
  }
}
