import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamEntry } from './stream.entry';

/** The messages that one reader works on just now, and the room for more. */
export class InFlight {
  private readonly work = new Map<string, { entry: StreamEntry; done: Promise<void> }>();
  private waiter: (() => void) | undefined;

  constructor(private readonly limit: number) {}

  get room(): number {
    return this.limit - this.work.size;
  }

  get size(): number {
    return this.work.size;
  }

  entryIdsOf(stream: string): string[] {
    return [...this.work.values()]
      .filter(({ entry }) => entry.stream === stream)
      .map(({ entry }) => entry.entryId);
  }

  /** Starts work on an entry; one that is already worked on here is not started again. */
  start(entry: StreamEntry, handle: (entry: StreamEntry) => Promise<void>): void {
    const key = `${entry.stream} ${entry.entryId}`;
    if (this.work.has(key)) return;
    const done = handle(entry).finally(() => {
      this.work.delete(key);
      this.wake();
    });
    this.work.set(key, { entry, done });
  }

  /** Resolves at the next end of work, or when woken. */
  async untilRoom(): Promise<void> {
    await new Promise<void>((resolve) => (this.waiter = resolve));
  }

  wake(): void {
    this.waiter?.();
    this.waiter = undefined;
  }

  /** Waits for all work; false when some still runs after `limitMs`. */
  async drain(limitMs: number): Promise<boolean> {
    const all = Promise.all([...this.work.values()].map(({ done }) => done)).then(() => true);
    return Promise.race([all, sleep(limitMs, false, { ref: false })]);
  }
}
