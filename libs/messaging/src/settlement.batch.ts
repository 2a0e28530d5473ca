import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';

const RETRY_MS = 200;

interface Acknowledged {
  stream: string;
  group: string;
  /** Requests have one group, so a handled one is deleted; events stay for the other groups. */
  isDeleted: boolean;
  entryIds: string[];
}

/** Sends what one turn of the event loop finished, replies and acknowledgements, in one round trip. */
export class SettlementBatch {
  private readonly logger = new Logger('StreamsServer');
  private replies: [channel: string, text: string][] = [];
  private acknowledged = new Map<string, Acknowledged>();
  private isScheduled = false;
  private isStopped = false;

  constructor(private readonly redis: Redis) {}

  reply(channel: string, text: string): void {
    this.replies.push([channel, text]);
    this.schedule();
  }

  acknowledge(stream: string, group: string, entryId: string, isDeleted: boolean): void {
    const key = `${group} ${stream}`;
    const known = this.acknowledged.get(key);
    if (known === undefined) this.acknowledged.set(key, { stream, group, isDeleted, entryIds: [entryId] });
    else known.entryIds.push(entryId);
    this.schedule();
  }

  /** Sends what is left; nothing is retried after it. */
  async close(): Promise<void> {
    this.isStopped = true;
    await this.flush();
  }

  private schedule(): void {
    if (this.isScheduled || this.isStopped) return;
    this.isScheduled = true;
    setImmediate(() => void this.flush());
  }

  private async flush(): Promise<void> {
    const replies = this.replies;
    const acknowledged = this.acknowledged;
    this.isScheduled = false;
    this.replies = [];
    this.acknowledged = new Map();
    if (replies.length === 0 && acknowledged.size === 0) return;
    const pipeline = this.redis.pipeline();
    for (const [channel, text] of replies) pipeline.publish(channel, text);
    for (const { stream, group, isDeleted, entryIds } of acknowledged.values()) {
      pipeline.xack(stream, group, ...entryIds);
      if (isDeleted) pipeline.xdel(stream, ...entryIds);
    }
    const results = (await pipeline.exec().catch((error: Error) => [[error]])) ?? [];
    const failure = results.find(([error]) => error !== null)?.[0];
    if (failure) this.keepForLater(acknowledged, failure);
  }

  /** A lost reply shows at the caller as a timeout; a lost acknowledgement would run the message again, so it is repeated. */
  private keepForLater(acknowledged: Map<string, Acknowledged>, failure: Error): void {
    if (this.redis.status === 'ready') this.logger.warn(`acknowledging failed: ${failure.message}`);
    if (this.isStopped) return;
    setTimeout(() => {
      for (const { stream, group, entryIds, isDeleted } of acknowledged.values()) {
        for (const entryId of entryIds) this.acknowledge(stream, group, entryId, isDeleted);
      }
    }, RETRY_MS).unref();
  }
}
