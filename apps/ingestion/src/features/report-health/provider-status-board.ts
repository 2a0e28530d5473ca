import { MINUTE_MS } from '@ecobe/carbon';
import type { Clock } from '@ecobe/carbon';
import type { Log } from '../../ports/log';
import type { ProviderFaultKind } from '../../ports/provider-fault';
import type { ProviderRecord, ProviderStatus } from '../../ports/provider-status';

const RECENT_MS = 10 * MINUTE_MS;
const MOST_RECENT = 40;
/** A zone or two without values are every day's business with sources of many zones; a quarter of all readings is not. */
const FAILING_FROM_SHARE = 0.25;

const untouched = (): ProviderStatus => ({
  asked: 0,
  succeeded: 0,
  failed: 0,
  isCircuitOpen: false,
  recent: [],
  lastSuccessAtMs: null,
  lastFailure: null,
  rejected: {},
});

/** Whether so many of the recent readings failed that the provider as such is to be doubted, whichever was the last. */
export const isFailing = ({ recent }: Readonly<ProviderStatus>): boolean =>
  recent.length > 0 && recent.filter(({ isGood }) => !isGood).length >= FAILING_FROM_SHARE * recent.length;

/**
 * Keeps the status of every provider that this process asks. The log hears when a provider begins to fail and when it answers
 * again, once each: a dead provider that covers forty zones would else bury everything else.
 */
export class ProviderStatusBoard {
  private readonly statuses = new Map<string, ProviderStatus>();
  private readonly failing = new Set<string>();

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
        this.remember(name, status, true);
      },
      failed: (kind: ProviderFaultKind, message: string) => {
        status.failed += 1;
        status.lastFailure = { atMs: this.clock.nowMs(), kind, message };
        this.remember(name, status, false);
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

  private remember(name: string, status: ProviderStatus, isGood: boolean): void {
    const atMs = this.clock.nowMs();
    const still = status.recent.filter((one) => one.atMs > atMs - RECENT_MS);
    status.recent = [...still.slice(1 - MOST_RECENT), { atMs, isGood }];
    if (!isFailing(status)) {
      if (this.failing.delete(name)) this.log.info({ source: name }, 'answers again');
      return;
    }
    if (this.failing.has(name)) return;
    this.failing.add(name);
    const { kind, message } = status.lastFailure ?? {};
    this.log.warn({ source: name, kind }, `${message ?? 'failing'}; what it gave before stays, with its age`);
  }
}
