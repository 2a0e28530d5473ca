import type { DomainEvent } from '@ecobe/contracts';
import type { Settings } from '@ecobe/platform';
import { EventPublisher } from './event.publisher';
import { messagingOptions } from './messaging.options';
import { StreamsClient } from './streams.client';

/** Tells one event from a command, where no Nest application runs. @throws Error while Redis is away. */
export async function tellEvent<Payload>(
  settings: Settings,
  event: DomainEvent<Payload>,
  payload: Payload,
): Promise<void> {
  const client = new StreamsClient(messagingOptions(settings));
  try {
    await client.connect();
    await new EventPublisher(client).emit(event, payload);
  } finally {
    await client.close();
  }
}
