import type { Clock } from '@ecobe/carbon';
import type { Log } from '../../ports/log';
import type { ProviderFaultKind } from '../../ports/provider-fault';
import type { ProviderRecord, ProviderStatus } from '../../ports/provider-status';

const untouched = (): ProviderStatus => ({
  asked: 0,
  succeeded: 0,
  failed: 0,
  isCircuitOpen: false,
  lastSuccessAtMs: null,
  lastFailure: null,
  rejected: {},
});

/**
 * Keeps the status of every provider that this process asks. The log hears when a provider falls silent and when it answers
 * again, once each: a dead provider that covers forty zones would else bury everything else.
 */
export class ProviderStatusBoard {
  private readonly statuses = new Map<string, ProviderStatus>();
  private readonly silent = new Set<string>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The record of one provider, the same one at every call. */
  of(name: string): ProviderRecord {
    const status = this.statuses.get(name) ?? untouched();
    this.statuses.set(name, status);
    return {
      asked: () => {
        status.asked += 1;
      },
      succeeded: () => {
        status.succeeded += 1;
        status.lastSuccessAtMs = this.clock.nowMs();
        if (this.silent.delete(name)) this.log.info({ source: name }, 'answers again');
      },
      failed: (kind: ProviderFaultKind, message: string) => {
        status.failed += 1;
        status.lastFailure = { atMs: this.clock.nowMs(), kind, message };
        if (this.silent.has(name)) return;
        this.silent.add(name);
        this.log.warn({ source: name, kind }, `${message}; what it gave before stays, with its age`);
      },
      circuit: (isOpen: boolean) => {
        status.isCircuitOpen = isOpen;
      },
      rejected: (reasons: readonly string[]) => {
        for (const reason of reasons) status.rejected[reason] = (status.rejected[reason] ?? 0) + 1;
      },
    };
  }

  all(): ReadonlyMap<string, Readonly<ProviderStatus>> {
    return this.statuses;
  }
}
