import { DAY_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log } from '../../ports/log';
import type { RetainWeatherUseCase } from './retain-weather.use-case';

const RETENTION_QUEUE = 'ingestion-retention';

/** Cleans up once a day, whatever is polled: what was fetched before a suite went offline ages too. */
export class RetainWeatherProcessor {
  constructor(
    private readonly queues: JobQueues,
    private readonly retainWeather: Pick<RetainWeatherUseCase, 'run'>,
    private readonly log: Log,
  ) {}

  async start(): Promise<void> {
    this.queues.process(RETENTION_QUEUE, async () => {
      const dropped = await this.retainWeather.run();
      if (dropped > 0) this.log.info({ dropped }, 'old weather runs were dropped');
    });
    await this.queues.queue(RETENTION_QUEUE).every('weather', DAY_MS, 'weather', {});
  }
}
