import { DAY_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { RetainForecastsUseCase } from './retain-forecasts.use-case';

const RETENTION_QUEUE = 'forecasting-retention';

/** Cleans up once a day. */
export class RetainForecastsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly retainForecasts: Pick<RetainForecastsUseCase, 'run'>,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process(RETENTION_QUEUE, async () => {
      const dropped = await this.retainForecasts.run();
      if (dropped.months + dropped.days > 0) this.log.info(dropped, 'old forecasts were dropped');
    });
    await this.queues.queue(RETENTION_QUEUE).every('forecasts', DAY_MS, 'forecasts', {});
  }
}
