import { MINUTE_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log, PageProbe } from '@ecobe/platform';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { CheckCertificatesUseCase } from './check-certificates.use-case';

const QUEUE = 'credits-certificates';

/** Looks at certificate URLs every minute, one round at a time among all replicas; not where nobody may be asked. */
export class CheckCertificatesProcessor implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly queues: JobQueues,
    private readonly checkCertificates: CheckCertificatesUseCase,
    private readonly probe: PageProbe,
    private readonly asksOthers: boolean,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.asksOthers) return;
    this.queues.process<null>(QUEUE, async () => {
      const count = await this.checkCertificates.execute();
      if (count > 0) this.log.info({ count }, 'certificate URLs were looked at');
    });
    await this.queues.queue<null>(QUEUE).every('credits-certificates-round', MINUTE_MS, 'round', null);
  }

  onApplicationShutdown(): Promise<void> {
    return this.probe.close();
  }
}
