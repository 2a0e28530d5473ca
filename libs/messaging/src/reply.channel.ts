import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { decodeReply } from './envelope';
import type { Reply } from './envelope';
import { closeRedis, openRedis } from './redis.connection';

/** The channel on which one caller hears its replies; it subscribes again after every reconnection. */
export class ReplyChannel {
  private readonly logger = new Logger('StreamsClient');
  private readonly subscriber: Redis;
  private isSubscribed = false;

  constructor(
    url: string,
    readonly name: string,
    private readonly onReply: (reply: Reply) => void,
    private readonly onStateChange: () => void,
  ) {
    this.subscriber = openRedis(url, 'ecobe-replies');
    this.subscriber.on('ready', () => void this.subscribe());
    this.subscriber.on('close', () => {
      this.setSubscribed(false);
    });
    this.subscriber.on('message', (_channel: string, text: string) => {
      this.hear(text);
    });
  }

  /** Whether replies can be heard just now. */
  get isOpen(): boolean {
    return this.isSubscribed;
  }

  async close(): Promise<void> {
    await closeRedis(this.subscriber);
  }

  private async subscribe(): Promise<void> {
    try {
      await this.subscriber.subscribe(this.name);
      this.setSubscribed(true);
    } catch {
      this.subscriber.disconnect(true); // a new connection tries again
    }
  }

  private setSubscribed(isSubscribed: boolean): void {
    this.isSubscribed = isSubscribed;
    this.onStateChange();
  }

  private hear(text: string): void {
    const reply = decodeReply(text);
    if (reply === null) this.logger.warn('a message on the reply channel was no reply');
    else this.onReply(reply);
  }
}
