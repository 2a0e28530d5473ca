import type { Redis } from 'ioredis';
import { entriesOfClaim } from './stream.entry';
import type { StreamEntry } from './stream.entry';

type ConsumerInfo = Record<'name' | 'pending' | 'idle', unknown>;

const fromPairs = (pairs: unknown[]): ConsumerInfo => {
  const info: Record<string, unknown> = {};
  for (let i = 0; i < pairs.length; i += 2) info[String(pairs[i])] = pairs[i + 1];
  return info as ConsumerInfo;
};

/** The Redis commands of one consumer in one group, over one or more streams. */
export class ConsumerGroup {
  constructor(
    private readonly redis: Redis,
    readonly group: string,
    readonly consumer: string,
    readonly streams: readonly string[],
  ) {}

  /** Makes streams and groups. They start at the oldest entry, so what was sent before the first start is handled. */
  async ensure(): Promise<void> {
    for (const stream of this.streams) {
      await this.redis.xgroup('CREATE', stream, this.group, '0', 'MKSTREAM').catch((error: Error) => {
        if (!error.message.includes('BUSYGROUP')) throw error;
      });
    }
  }

  /** Takes over what another consumer received and left alone for `idleMs`. */
  async claimStale(stream: string, idleMs: number, count: number): Promise<StreamEntry[]> {
    const { group, consumer } = this;
    const answer = await this.redis.xautoclaim(stream, group, consumer, idleMs, '0-0', 'COUNT', count);
    const claimed = entriesOfClaim(stream, answer, new Map());
    const [first, last] = [claimed[0], claimed.at(-1)];
    if (first === undefined || last === undefined) return [];
    return entriesOfClaim(stream, answer, await this.attempts(stream, first.entryId, last.entryId));
  }

  /** Says that entries are still being worked on, so that nobody claims them. */
  async keepAlive(stream: string, entryIds: string[]): Promise<void> {
    if (entryIds.length === 0) return;
    await this.redis.xclaim(stream, this.group, this.consumer, 0, ...entryIds, 'JUSTID');
  }

  /** Removes this consumer; only when it owes nothing, since its pending entries would be lost with it. */
  async leave(): Promise<void> {
    for (const stream of this.streams) {
      const pending = await this.redis.xpending(stream, this.group, '-', '+', 1, this.consumer);
      if (pending.length === 0) await this.redis.xgroup('DELCONSUMER', stream, this.group, this.consumer);
    }
  }

  /** Removes consumers that owe nothing and have not asked for `idleMs`: those of processes that were killed. */
  async removeDead(idleMs: number): Promise<void> {
    for (const stream of this.streams) {
      const consumers = (await this.redis.xinfo('CONSUMERS', stream, this.group)) as unknown[][];
      for (const { name, pending, idle } of consumers.map(fromPairs)) {
        if (pending !== 0 || Number(idle) < idleMs || name === this.consumer) continue;
        await this.redis.xgroup('DELCONSUMER', stream, this.group, String(name));
      }
    }
  }

  private async attempts(stream: string, first: string, last: string): Promise<Map<string, number>> {
    const { group, consumer } = this;
    const rows = (await this.redis.xpending(stream, group, first, last, 1_000, consumer)) as unknown[][];
    return new Map(rows.map(([entryId, , , deliveries]) => [String(entryId), Number(deliveries)]));
  }
}
