import type { FreeSlots } from '../../ports/dispatch-store';

/** How many messages may be under way: of a host, and of all. */
const MOST_PER_HOST = 8;
const MOST_AT_ONCE = 64;

/** Counts messages that are under way, so that a receiver that does not answer holds up only its own. */
export class SendSlots {
  private readonly underWay = new Map<string, number>();
  private total = 0;

  free(): FreeSlots {
    const byHost = [...this.underWay].map(([host, count]) => [host, MOST_PER_HOST - count] as const);
    return { inAll: MOST_AT_ONCE - this.total, perHost: MOST_PER_HOST, byHost: new Map(byHost) };
  }

  take(host: string): void {
    this.underWay.set(host, (this.underWay.get(host) ?? 0) + 1);
    this.total += 1;
  }

  leave(host: string): void {
    const left = (this.underWay.get(host) ?? 1) - 1;
    if (left === 0) this.underWay.delete(host);
    else this.underWay.set(host, left);
    this.total -= 1;
  }
}
