import { JobPostponedError } from '@ecobe/messaging';
import type { JobQueues } from '@ecobe/messaging';
import { OutboxRelay } from '@ecobe/persistence';
import type { Outbox } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { MESSAGE_QUEUE } from '../../ports/message-store';
import type { DekesApi } from '../../ports/dekes-api';
import type { TellDekesUseCase } from './tell-dekes.use-case';

const AT_ONCE = 4;

/** Sends what the outbox holds, while there is a DEKES to send it to. Without one, messages wait in the outbox. */
export class TellDekesProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;

  constructor(
    private readonly queues: JobQueues,
    private readonly outbox: Outbox,
    private readonly tellDekes: Pick<TellDekesUseCase, 'execute'>,
    private readonly dekes: Pick<DekesApi, 'absence'>,
    private readonly log: Log,
  ) {
    this.relay = new OutboxRelay({
      relay: () => this.handOn(),
      onFault: (err) => {
        this.log.warn({ err }, 'messages to DEKES could not be handed on');
      },
    });
  }

  onApplicationBootstrap(): void {
    if (this.dekes.absence !== null) return;
    this.queues.process<{ key: string }>(MESSAGE_QUEUE, ({ payload }) => this.tell(payload.key), {
      concurrency: AT_ONCE,
    });
    this.relay.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.relay.stop();
  }

  /** @throws JobPostponedError where DEKES did not take it: for as long as it does not */
  private async tell(key: string): Promise<void> {
    const waitMs = await this.tellDekes.execute(key);
    if (waitMs !== null) throw new JobPostponedError(waitMs, `DEKES did not take ${key}`);
  }

  private handOn(): Promise<number> {
    const queue = this.queues.queue<unknown>(MESSAGE_QUEUE);
    return this.outbox.relay(async (entries) => {
      const options = { isForgotten: true };
      await Promise.all(
        entries.map(({ key, payload }) => queue.add('tell', payload, { ...options, jobId: key })),
      );
    });
  }
}
