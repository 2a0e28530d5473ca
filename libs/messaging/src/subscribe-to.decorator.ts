import type { DomainEvent } from '@ecobe/contracts';
import { EventPattern } from '@nestjs/microservices';

/**
 * Handles an event on behalf of a service, its consumer group: each event once among the replicas of that service.
 * A handler that throws gets the event again, so what it does must bear repetition.
 */
export function SubscribeTo<Payload>(event: DomainEvent<Payload>, group: string) {
  const subscribe = EventPattern<string>(event.pattern, { group });
  return <Handler extends (payload: Payload, ...rest: never[]) => unknown>(
    target: object,
    method: string,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    subscribe(target, method, descriptor);
  };
}
