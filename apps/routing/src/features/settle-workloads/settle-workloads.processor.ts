import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { JobQueues, JobToDo } from '@ecobe/messaging';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { SettleWorkloadsUseCase } from './settle-workloads.use-case';

const SETTLE_QUEUE = 'routing-settle';

interface SettleJob {
  readonly howFarBack: 'recent' | 'all';
}

/** Settles every hour what was observed since, and looks for revisions: of days past every hour, of weeks past every day. */
export class SettleWorkloadsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly settleWorkloads: SettleWorkloadsUseCase,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<SettleJob>(SETTLE_QUEUE, (job) => this.run(job));
    const queue = this.queues.queue<SettleJob>(SETTLE_QUEUE);
    const speed = this.settings.ECOBE_CLOCK_SPEED;
    await queue.every('settle-round', regularMs(HOUR_MS, speed), 'round', { howFarBack: 'recent' });
    await queue.every('settle-all', regularMs(DAY_MS, speed), 'all', { howFarBack: 'all' });
  }

  private async run({ payload }: JobToDo<SettleJob>): Promise<void> {
    const { settled, left } = await this.settleWorkloads.settle(payload.howFarBack);
    if (settled > 0) this.log.info({ settled, left }, 'workloads settled');
  }
}
