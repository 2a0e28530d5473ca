import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import type { ReadPacket, WritePacket } from '@nestjs/microservices';
import { currentRequestId } from '@ecobe/platform';
import type { Redis } from 'ioredis';
import type { Envelope, Reply } from './envelope';
import { PendingCalls } from './pending.calls';
import { serviceUnavailable } from './problems';
import { Readiness } from './readiness';
import { closeRedis, openRedis, untilReady } from './redis.connection';
import { RedisKeys, serviceOf } from './redis-keys';
import { ReplyChannel } from './reply.channel';

/** How one call travels. */
export interface CallOptions {
  /** Longest wait for the answer, milliseconds; the service drops the request after it. */
  timeoutMs?: number;
  /** Makes a repeated command one command: the service checks it beside the effect. */
  idempotencyKey?: string;
  /** Shown in the logs of every service on the way; that of the request being served unless told. */
  requestId?: string;
}

export interface StreamsClientOptions {
  url: string;
  keys?: RedisKeys;
  /** Default limit of a call, milliseconds. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** Ceilings against a reader that never comes back. Handled requests are deleted, so only waiting ones count. */
const MAX_WAITING_REQUESTS = 100_000;
const MAX_KEPT_EVENTS = 10_000;

/** The caller's side of the transport: requests into a service's stream, replies over a channel of its own. */
export class StreamsClient extends ClientProxy {
  private readonly logger = new Logger(StreamsClient.name);
  private readonly keys: RedisKeys;
  private readonly callerId = randomUUID();
  private readonly pending = new PendingCalls();
  private readonly readiness = new Readiness();
  private readonly commands: Redis;
  private readonly replies: ReplyChannel;
  private isClosing = false;
  private sequence = 0;

  constructor(private readonly options: StreamsClientOptions) {
    super();
    this.keys = options.keys ?? new RedisKeys();
    this.commands = openRedis(options.url, 'ecobe-caller', { enableAutoPipelining: true });
    const update = () => {
      this.updateReadiness();
    };
    this.commands.on('ready', update).on('close', update);
    const onReply = (reply: Reply) => {
      this.pending.settle(reply);
    };
    this.replies = new ReplyChannel(options.url, this.keys.replies(this.callerId), onReply, update);
  }

  /** Waits until requests can be sent. @throws Error when Redis stays away. */
  async connect(): Promise<void> {
    await untilReady(this.commands, CONNECT_TIMEOUT_MS);
    if (!(await this.readiness.wait(CONNECT_TIMEOUT_MS))) throw new Error('Redis refuses the subscription');
  }

  /**
   * Calls `<service>.<operation>` and waits for the answer.
   * @throws ProblemError that the service refused with, or SERVICE_UNAVAILABLE (503) after the time limit.
   */
  async request(pattern: string, data: unknown, options: CallOptions = {}): Promise<unknown> {
    const timeoutMs = options.timeoutMs ?? this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const deadlineMs = Date.now() + timeoutMs;
    await this.untilReachable(timeoutMs);
    const id = `${this.callerId}-${(this.sequence += 1)}`;
    const { idempotencyKey, requestId = currentRequestId() } = options;
    const stream = this.keys.requests(serviceOf(pattern));
    const envelope: Envelope = {
      id,
      pattern,
      data,
      deadlineMs,
      replyTo: this.replies.name,
      idempotencyKey,
      requestId,
    };
    const text = JSON.stringify(envelope);
    const answer = this.pending.wait(id, deadlineMs - Date.now(), pattern);
    this.append(stream, MAX_WAITING_REQUESTS, text).catch((error: unknown) => {
      if (this.commands.status === 'ready') this.logger.warn(`${pattern} was not stored: ${String(error)}`);
      this.pending.fail(id, `${pattern} could not be sent: the message store is away.`);
    });
    return answer;
  }

  /** Tells an event to every subscribing service. @throws ProblemError SERVICE_UNAVAILABLE while Redis is away. */
  async tell(pattern: string, data: unknown, requestId = currentRequestId()): Promise<void> {
    await this.untilReachable(this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const envelope: Envelope = { id: randomUUID(), pattern, data, requestId };
    try {
      await this.append(this.keys.events(pattern), MAX_KEPT_EVENTS, JSON.stringify(envelope));
    } catch (error) {
      this.logger.warn(`${pattern} was not stored: ${String(error)}`);
      throw serviceUnavailable(`${pattern} could not be told: the message store is away.`);
    }
  }

  async close(): Promise<void> {
    this.isClosing = true;
    this.readiness.turnAway();
    this.pending.failAll('The caller is shutting down.');
    await Promise.all([closeRedis(this.commands), this.replies.close()]);
  }

  override unwrap<T>(): T {
    return this.commands as T;
  }

  protected publish(packet: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    let isWanted = true;
    this.request(this.normalizePattern(packet.pattern as string), packet.data).then(
      (response) => {
        if (isWanted) callback({ response, isDisposed: true });
      },
      (err: unknown) => {
        if (isWanted) callback({ err });
      },
    );
    return () => {
      isWanted = false;
    };
  }

  protected async dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    await this.tell(this.normalizePattern(packet.pattern as string), packet.data);
    return undefined as T;
  }

  private append(stream: string, ceiling: number, text: string): Promise<unknown> {
    return this.commands.xadd(stream, 'MAXLEN', '~', ceiling, '*', 'm', text);
  }

  private async untilReachable(timeoutMs: number): Promise<void> {
    if (this.readiness.isOpen) return;
    if (!this.isClosing && (await this.readiness.wait(timeoutMs))) return;
    throw serviceUnavailable('The message store cannot be reached.');
  }

  /** A request is sent only when its reply can be heard, so both connections count. */
  private updateReadiness(): void {
    this.readiness.set(!this.isClosing && this.replies.isOpen && this.commands.status === 'ready');
  }
}
