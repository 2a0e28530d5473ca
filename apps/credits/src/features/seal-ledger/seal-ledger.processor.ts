import { OutboxRelay } from '@ecobe/persistence';
import type { Log } from '@ecobe/platform';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { AuditChainRepository } from '../../adapters/audit-chain.repository';

/** A stop waits for no more than these portions; what is left is sealed at the next start. */
const LAST_PORTIONS = 20;

/** Seals what is new in the books within seconds; no writer waits for it. */
export class SealLedgerProcessor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: OutboxRelay;

  constructor(
    private readonly chain: AuditChainRepository,
    private readonly log: Log,
  ) {
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

  /** Leaves nothing behind that waits to be sealed for as long as the service is away. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    try {
      for (let portion = 0; portion < LAST_PORTIONS; portion += 1) if ((await this.chain.seal()) === 0) break;
    } catch (err) {
      this.log.warn({ err }, 'entries of the ledger wait to be sealed until the next start');
    }
  }
}
