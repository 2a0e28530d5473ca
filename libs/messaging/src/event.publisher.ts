import type { DomainEvent } from '@ecobe/contracts';
import type { StreamsClient } from './streams.client';

/** Tells facts; every subscribing service handles each at least once, also when it was down meanwhile. */
export class EventPublisher {
  constructor(private readonly client: StreamsClient) {}

  /** Resolves when the event is stored. @throws ProblemError SERVICE_UNAVAILABLE while Redis is away. */
  async emit<Payload>(event: DomainEvent<Payload>, payload: Payload, requestId?: string): Promise<void> {
    await this.client.tell(event.pattern, payload, requestId);
  }
}
