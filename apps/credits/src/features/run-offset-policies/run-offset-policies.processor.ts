import { HOUR_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { RunOffsetPoliciesUseCase } from './run-offset-policies.use-case';

const QUEUE = 'credits-offset';

/** Runs the policies every hour, one round at a time among all replicas. */
export class RunOffsetPoliciesProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly runPolicies: RunOffsetPoliciesUseCase,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<null>(QUEUE, () => this.runPolicies.execute());
    await this.queues.queue<null>(QUEUE).every('credits-offset-round', HOUR_MS, 'round', null);
  }
}
