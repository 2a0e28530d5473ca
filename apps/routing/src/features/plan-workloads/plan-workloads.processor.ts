import { HOUR_MS } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { OutboxRelay } from '@ecobe/persistence';
import type { Outbox } from '@ecobe/persistence';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { PlanWorkloadsUseCase } from './plan-workloads.use-case';

const PLAN_QUEUE = 'routing-plan';

/** The outbox entry that a batch left; null: the hourly round. */
interface PlanJob {
  readonly outboxKey: string | null;
}

/** Plans batches as soon as they are committed, and everything that waits every hour. */
export class PlanWorkloadsProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;

  constructor(
    private readonly queues: JobQueues,
    private readonly outbox: Outbox,
    private readonly planWorkloads: PlanWorkloadsUseCase,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {
    this.relay = new OutboxRelay({
      relay: () => this.handOn(),
      onFault: (err) => {
        this.log.warn({ err }, 'accepted workloads could not be queued; the next sweep tries again');
      },
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<PlanJob>(PLAN_QUEUE, (job) => this.run(job));
    const everyMs = regularMs(HOUR_MS, this.settings.ECOBE_CLOCK_SPEED);
    await this.queues.queue<PlanJob>(PLAN_QUEUE).every('plan-round', everyMs, 'round', { outboxKey: null });
    this.relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }

  /** A batch was committed. */
  nudge(): void {
    this.relay.nudge();
  }

  private handOn(): Promise<number> {
    const queue = this.queues.queue<PlanJob>(PLAN_QUEUE);
    return this.outbox.relay(async (entries) => {
      for (const { key } of entries)
        await queue.add('accepted', { outboxKey: key }, { jobId: key, isForgotten: true });
    });
  }

  private async run({ payload: { outboxKey } }: JobToDo<PlanJob>): Promise<void> {
    if (outboxKey === null) {
      const round = await this.planWorkloads.planAnew();
      if (round.faulty > 0) this.log.warn(round, 'workloads planned anew, but for some that went wrong');
      else this.log.debug(round, 'workloads planned anew');
      return;
    }
    await this.planWorkloads.planAccepted();
    await this.outbox.done([outboxKey]);
  }
}
