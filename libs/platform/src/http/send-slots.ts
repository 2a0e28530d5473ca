/** What may be claimed now, since it could be sent at once. */
export interface FreeSlots {
  readonly inAll: number;
  readonly perHost: number;
  /** Hosts that are being sent to, with what is left of theirs. */
  readonly byHost: ReadonlyMap<string, number>;
}

/** How many messages may be under way: of a host, and of all. */
const MOST_PER_HOST = 8;
const MOST_AT_ONCE = 64;

/** Counts messages that are under way, so that a receiver that does not answer holds up only its own. */
export class SendSlots {
  private readonly underWay = new Map<string, number>();
  private total = 0;
  private looking: Promise<unknown> = Promise.resolve();

  /**
   * Claims what there are slots for and takes them: one look at a time, or two would count on the same. What has no host
   * takes none.
   * @throws what the look throws
   */
  claim<Due extends { readonly host: string }>(look: (free: FreeSlots) => Promise<Due[]>): Promise<Due[]> {
    const claimed = this.looking.then(async () => {
      const due = await look(this.free());
      for (const { host } of due) if (host !== '') this.take(host);
      return due;
    });
    this.looking = claimed.catch(() => undefined);
    return claimed;
  }

  /** The message to that host is over, however it ended. */
  leave(host: string): void {
    const left = (this.underWay.get(host) ?? 1) - 1;
    if (left === 0) this.underWay.delete(host);
    else this.underWay.set(host, left);
    this.total -= 1;
  }

  private free(): FreeSlots {
    const byHost = [...this.underWay].map(([host, count]) => [host, MOST_PER_HOST - count] as const);
    return { inAll: MOST_AT_ONCE - this.total, perHost: MOST_PER_HOST, byHost: new Map(byHost) };
  }

  private take(host: string): void {
    this.underWay.set(host, (this.underWay.get(host) ?? 0) + 1);
    this.total += 1;
  }
}
