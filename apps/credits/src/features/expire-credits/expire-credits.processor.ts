import { MINUTE_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { ExpireCreditsUseCase } from './expire-credits.use-case';

const QUEUE = 'credits-expire';
/** Real time: credits expire by the clock of the database. */
const EVERY_MS = 10 * MINUTE_MS;

/** Posts the expiry of lots, one round at a time among all replicas. */
export class ExpireCreditsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly expireCredits: ExpireCreditsUseCase,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<null>(QUEUE, async () => {
      const lotCount = await this.expireCredits.execute();
      if (lotCount > 0) this.log.info({ lotCount }, 'lots of credits expired');
    });
    await this.queues.queue<null>(QUEUE).every('credits-expire-round', EVERY_MS, 'round', null);
  }
}
