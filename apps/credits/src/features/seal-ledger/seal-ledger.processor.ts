import { OutboxRelay } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { AuditChainRepository } from '../../adapters/audit-chain.repository';

/** Seals every entry of the books within seconds; no writer waits for it. */
export class SealLedgerProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;

  constructor(chain: AuditChainRepository, log: Log) {
    this.relay = new OutboxRelay({
      relay: () => chain.seal(),
      onFault: (err) => {
        log.warn({ err }, 'entries of the ledger could not be sealed; the next sweep tries again');
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
