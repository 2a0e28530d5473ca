import { DAY_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import { regularMs } from '@ecobe/platform';
import type { Log, Settings } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { RetainPlansUseCase } from './retain-plans.use-case';

const RETENTION_QUEUE = 'routing-retention';

/** Cleans up once a day, in one of all replicas. */
export class RetainPlansProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly retainPlans: Pick<RetainPlansUseCase, 'run'>,
    private readonly settings: Pick<Settings, 'ECOBE_CLOCK_SPEED'>,
    private readonly log: Pick<Log, 'info'>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process(RETENTION_QUEUE, async () => {
      const plans = await this.retainPlans.run();
      if (plans > 0) this.log.info({ plans }, 'replaced plans were removed');
    });
    const everyMs = regularMs(DAY_MS, this.settings.ECOBE_CLOCK_SPEED);
    await this.queues.queue(RETENTION_QUEUE).every('plans', everyMs, 'plans', {});
  }
}
