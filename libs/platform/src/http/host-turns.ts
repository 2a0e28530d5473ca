/** So many at once by host; who comes later waits for its turn. */
export class HostTurns {
  private readonly byHost = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(private readonly mostAtOnce: number) {}

  /** Runs it when its turn has come. */
  async run<Result>(host: string, work: () => Promise<Result>): Promise<Result> {
    await this.turnOf(host);
    try {
      return await work();
    } finally {
      this.leave(host);
    }
  }

  private async turnOf(host: string): Promise<void> {
    const known = this.byHost.get(host) ?? { running: 0, waiting: [] };
    this.byHost.set(host, known);
    if (known.running < this.mostAtOnce) known.running += 1;
    else await new Promise<void>((resolve) => known.waiting.push(resolve));
  }

  private leave(host: string): void {
    const known = this.byHost.get(host);
    if (known === undefined) return;
    const next = known.waiting.shift();
    // The turn goes straight to the next, so nobody slips in between.
    if (next !== undefined) next();
    else if (known.running === 1) this.byHost.delete(host);
    else known.running -= 1;
  }
}
