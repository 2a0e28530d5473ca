import { DAY_MS } from '@ecobe/carbon';
import type { JobQueues } from '@ecobe/messaging';
import type { Log } from '@ecobe/platform';
import type { OnApplicationBootstrap } from '@nestjs/common';
import type { CommandRetentionRepository } from '../../adapters/command-retention.repository';

const QUEUE = 'credits-commands';

/** Drops old commands that nobody can repeat, once a day among all replicas. */
export class PruneCommandsProcessor implements OnApplicationBootstrap {
  constructor(
    private readonly queues: JobQueues,
    private readonly commands: CommandRetentionRepository,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.queues.process<null>(QUEUE, async () => {
      const commandCount = await this.commands.prune();
      if (commandCount > 0)
        this.log.info({ commandCount }, 'commands without a key of their own were dropped');
    });
    await this.queues.queue<null>(QUEUE).every('credits-commands-round', DAY_MS, 'round', null);
  }
}
