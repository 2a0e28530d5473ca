import { DAY_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { RetainHistoryUseCase } from './retain-history.use-case';

const RETENTION_QUEUE = 'dekes-retention';

/** Cleans up once a day, in one of all replicas. */
export class RetainHistoryProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly retainHistory: Pick<RetainHistoryUseCase, 'run'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly log: Pick<Log, 'info'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process(RETENTION_QUEUE, async () => {
      const removed = await this.retainHistory.run();
      if (removed.messages + removed.advice > 0) this.log.info(removed, 'old history of DEKES was removed');
    });
    await this.queues
      .queue(RETENTION_QUEUE)
      .every('history', regularMs(DAY_MS, this.settings.ECOBE_CLOCK_SPEED), 'history', {});
  }
}
