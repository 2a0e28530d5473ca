import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { isProblemBody } from '@ecobe/contracts';
import { Server } from '@nestjs/microservices';
import type { CustomTransportStrategy, MessageHandler } from '@nestjs/microservices';
import { withRequestId } from '@ecobe/platform';
import type { Redis } from 'ioredis';
import { isObservable, lastValueFrom } from 'rxjs';
import { ConsumerGroup } from './consumer.group';
import { decodeEnvelope, isExpired } from './envelope';
import type { Envelope, Reply } from './envelope';
import { GroupReader } from './group.reader';
import type { ReaderTiming } from './group.reader';
import { HandlerRegistry } from './handler.registry';
import { INTERNAL_PROBLEM } from './problems';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys, WORKERS_GROUP } from './redis-keys';
import { SettlementBatch } from './settlement.batch';
import type { StreamEntry } from './stream.entry';
import { StreamsContext } from './streams.context';

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
const DEFAULT_EVENT_ATTEMPTS = 10;

/** Nest transport over Redis Streams consumer groups (docs/adr/0001-streams-transport.md). */
export class StreamsServer extends Server implements CustomTransportStrategy {
  override readonly transportId = Symbol('redis-streams');
  private readonly registry = new HandlerRegistry();
  private readonly consumer = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly keys: RedisKeys;
  private readonly timing: ReaderTiming;
  private readonly commands: Redis;
  private readonly batch: SettlementBatch;
  private readers: GroupReader[] = [];

  constructor(private readonly options: StreamsServerOptions) {
    super();
    this.keys = options.keys ?? new RedisKeys();
    this.timing = { ...DEFAULT_TIMING, ...options };
    this.commands = openRedis(options.url, 'ecobe-server');
    this.batch = new SettlementBatch(this.commands);
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
        this.reader(WORKERS_GROUP, [this.keys.requests(service)], (entry) => this.answer(entry)),
      );
    const events = this.registry.groups().map(([group, patterns]) =>
      this.reader(
        group,
        patterns.map((pattern) => this.keys.events(pattern)),
        (entry) => this.hear(group, entry),
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

  private async answer(entry: StreamEntry): Promise<void> {
    const envelope = entry.text === null ? null : decodeEnvelope(entry.text);
    if (envelope === null)
      this.logger.warn(`entry ${entry.entryId} of ${entry.stream} is no request: dropped`);
    else if (!isExpired(envelope, Date.now())) await this.execute(envelope, entry.attempt);
    this.batch.acknowledge(entry.stream, WORKERS_GROUP, entry.entryId, true);
  }

  private async execute(envelope: Envelope, attempt: number): Promise<void> {
    const { id, pattern, replyTo } = envelope;
    const handler = this.registry.operation(pattern);
    if (handler === undefined) this.logger.error(`${pattern} has no handler`);
    const reply: Reply =
      handler === undefined
        ? { id, problem: INTERNAL_PROBLEM }
        : await this.run(handler, envelope, attempt).then(
            (data) => ({ id, data }),
            (error: unknown) => ({ id, problem: isProblemBody(error) ? error : INTERNAL_PROBLEM }),
          );
    if (replyTo !== undefined) this.batch.reply(replyTo, this.serialize(reply, pattern));
  }

  /** The answer of a handler; of a stream of answers the last one, since a request has one reply. */
  private async run(handler: MessageHandler, envelope: Envelope, attempt: number): Promise<unknown> {
    const context = new StreamsContext(envelope, attempt);
    const handle = (): unknown => handler(envelope.data, context);
    const { requestId } = envelope;
    const result = await (requestId === undefined ? handle() : withRequestId(requestId, handle));
    return isObservable(result) ? lastValueFrom(result, { defaultValue: undefined }) : result;
  }

  private serialize(reply: Reply, pattern: string): string {
    try {
      return JSON.stringify(reply);
    } catch (error) {
      this.logger.error(`the answer of ${pattern} is no JSON: ${String(error)}`);
      return JSON.stringify({ id: reply.id, problem: INTERNAL_PROBLEM });
    }
  }

  /** A failed event stays pending, so that it is delivered again after the idle time, here or to another replica. */
  private async hear(group: string, entry: StreamEntry): Promise<void> {
    const envelope = entry.text === null ? null : decodeEnvelope(entry.text);
    const isHandled = envelope === null || (await this.handleAll(group, envelope, entry.attempt));
    if (isHandled) this.batch.acknowledge(entry.stream, group, entry.entryId, false);
  }

  private async handleAll(group: string, envelope: Envelope, attempt: number): Promise<boolean> {
    if (attempt > (this.options.maxEventAttempts ?? DEFAULT_EVENT_ATTEMPTS)) {
      this.logger.error(`${group} gave up ${envelope.pattern} ${envelope.id} after ${attempt - 1} attempts`);
      return true;
    }
    const handlers = this.registry.subscribers(group, envelope.pattern);
    const results = await Promise.allSettled(handlers.map((handler) => this.run(handler, envelope, attempt)));
    return results.every(({ status }) => status === 'fulfilled');
  }
}
