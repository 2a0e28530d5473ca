import { isProblemBody } from '@ecobe/contracts';
import { Logger } from '@nestjs/common';
import type { MessageHandler } from '@nestjs/microservices';
import { withRequestId } from '@ecobe/platform';
import { isObservable, lastValueFrom } from 'rxjs';
import { decodeEnvelope, isExpired } from './envelope';
import type { Envelope, Reply } from './envelope';
import type { HandlerRegistry } from './handler.registry';
import { INTERNAL_PROBLEM } from './problems';
import { WORKERS_GROUP } from './redis-keys';
import type { SettlementBatch } from './settlement.batch';
import type { StreamEntry } from './stream.entry';
import { StreamsContext } from './streams.context';

const DEFAULT_EVENT_ATTEMPTS = 10;

/** Hands stream entries to their handlers and settles what became of them. Never throws. */
export class MessageExecutor {
  private readonly logger = new Logger('StreamsServer');

  constructor(
    private readonly registry: HandlerRegistry,
    private readonly batch: SettlementBatch,
    private readonly maxEventAttempts = DEFAULT_EVENT_ATTEMPTS,
  ) {}

  /** Runs a request, unless nobody waits for it any more, and replies. */
  async answer(entry: StreamEntry): Promise<void> {
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
  async hear(group: string, entry: StreamEntry): Promise<void> {
    const envelope = entry.text === null ? null : decodeEnvelope(entry.text);
    const isHandled = envelope === null || (await this.handleAll(group, envelope, entry.attempt));
    if (isHandled) this.batch.acknowledge(entry.stream, group, entry.entryId, false);
  }

  private async handleAll(group: string, envelope: Envelope, attempt: number): Promise<boolean> {
    if (attempt > this.maxEventAttempts) {
      this.logger.error(`${group} gave up ${envelope.pattern} ${envelope.id} after ${attempt - 1} attempts`);
      return true;
    }
    const handlers = this.registry.subscribers(group, envelope.pattern);
    const results = await Promise.allSettled(handlers.map((handler) => this.run(handler, envelope, attempt)));
    return results.every(({ status }) => status === 'fulfilled');
  }
}
