import { LEDGER_POSTED } from '@ecobe/contracts';
import type { EventPublisher } from '@ecobe/messaging';
import { OutboxRelay } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { OutboxEventRepository } from '../../adapters/outbox-event.repository';

/** Tells of every entry of the books, at least once, whatever was away when it was made. */
export class TellLedgerProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;

  constructor(events: OutboxEventRepository, publisher: EventPublisher, log: Log) {
    this.relay = new OutboxRelay({
      relay: () =>
        events.relay(async (posted) => {
          for (const one of posted) await publisher.emit(LEDGER_POSTED, one);
        }),
      onFault: (err) => {
        log.warn({ err }, 'entries of the ledger could not be told; the next sweep tries again');
      },
    });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }
}
