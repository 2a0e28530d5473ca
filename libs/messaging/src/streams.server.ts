import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import { ConsumerGroup } from './consumer.group';
import { GroupReader } from './group.reader';
import type { ReaderTiming } from './group.reader';
import { HandlerRegistry } from './handler.registry';
import { MessageExecutor } from './message.executor';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys, WORKERS_GROUP } from './redis-keys';
import { SettlementBatch } from './settlement.batch';
import type { StreamEntry } from './stream.entry';

export interface StreamsServerOptions extends Partial<ReaderTiming> {
  url: string;
  keys?: RedisKeys;
  /** An event whose handler keeps failing is dropped after so many deliveries. */
  maxEventAttempts?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;
const DEFAULT_TIMING: ReaderTiming = {
  concurrency: 64,
  blockMs: 5_000,
  claimIdleMs: 3_000,
  deadConsumerMs: 60_000,
  drainMs: 10_000,
};

/** Nest transport over Redis Streams consumer groups (docs/adr/0001-streams-transport.md). */
export class StreamsServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('redis-streams');
  private readonly registry = new HandlerRegistry();
  private readonly consumer = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly keys: RedisKeys;
  private readonly timing: ReaderTiming;
  private readonly commands: Redis;
  private readonly batch: SettlementBatch;
  private readonly executor: MessageExecutor;
  private readers: GroupReader[] = [];

  constructor(private readonly options: StreamsServerOptions) {
    super();
    this.keys = options.keys ?? new RedisKeys();
    this.timing = { ...DEFAULT_TIMING, ...options };
    this.commands = openRedis(options.url, 'ecobe-server');
    this.batch = new SettlementBatch(this.commands);
    this.executor = new MessageExecutor(this.registry, this.batch, options.maxEventAttempts);
  }

  override addHandler(
    pattern: string,
    callback: MessageHandler,
    isEventHandler = false,
    extras: Record<string, unknown> = {},
  ): void {
    const name = this.normalizePattern(pattern);
    if (isEventHandler) this.registry.addSubscription(name, extras.group, callback);
    else this.registry.addOperation(name, callback);
  }

  listen(callback: (error?: unknown) => void): void {
    this.start().then(() => {
      callback();
    }, callback);
  }

  /** Stops reading, lets handlers finish, sends their replies, then leaves. */
  async close(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
    await this.batch.close();
    await Promise.all(this.readers.map((reader) => reader.leave()));
    await closeRedis(this.commands);
  }

  on(): void {
    throw new Error('this transport has no events of its own');
  }

  unwrap<T>(): T {
    return this.commands as T;
  }

  /** One reader a service: a service that waits for another one must not hold the room which the other one needs. */
  private async start(): Promise<void> {
    await untilReady(this.commands, CONNECT_TIMEOUT_MS);
    const requests = this.registry
      .services()
      .map((service) =>
        this.reader(WORKERS_GROUP, [this.keys.requests(service)], (entry) => this.executor.answer(entry)),
      );
    const events = this.registry.groups().map(([group, patterns]) =>
      this.reader(
        group,
        patterns.map((pattern) => this.keys.events(pattern)),
        (entry) => this.executor.hear(group, entry),
      ),
    );
    this.readers = [...requests, ...events];
    await Promise.all(this.readers.map((reader) => reader.start()));
  }

  private reader(
    group: string,
    streams: string[],
    handle: (entry: StreamEntry) => Promise<void>,
  ): GroupReader {
    const members = new ConsumerGroup(this.commands, group, this.consumer, streams);
    return new GroupReader(this.options.url, this.commands, members, this.timing, handle);
  }
}
