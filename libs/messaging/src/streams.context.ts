import { BaseRpcContext } from '@nestjs/microservices';
import type { Envelope } from './envelope';

/** What a handler may ask about the message it handles: `@Ctx() context: StreamsContext`. */
export class StreamsContext extends BaseRpcContext<[Envelope, number]> {
  constructor(envelope: Envelope, attempt: number) {
    super([envelope, attempt]);
  }

  get pattern(): string {
    return this.args[0].pattern;
  }

  get requestId(): string | undefined {
    return this.args[0].requestId;
  }

  get idempotencyKey(): string | undefined {
    return this.args[0].idempotencyKey;
  }

  /** Real epoch milliseconds at which the caller stops waiting; undefined in events. */
  get deadlineMs(): number | undefined {
    return this.args[0].deadlineMs;
  }

  /** 1 at first; more when an earlier executor died or failed with it, so the effect may already stand. */
  get attempt(): number {
    return this.args[1];
  }
}
