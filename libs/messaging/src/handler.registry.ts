import type { MessageHandler } from '@nestjs/microservices';
import { serviceOf } from './redis-keys';

/** The handlers of one server: one per operation, any number per event and subscribing group. */
export class HandlerRegistry {
  private readonly operations = new Map<string, MessageHandler>();
  private readonly subscriptions = new Map<string, Map<string, MessageHandler[]>>();

  /** @throws Error when two handlers claim the same operation: only one could ever run. */
  addOperation(pattern: string, handler: MessageHandler): void {
    serviceOf(pattern);
    if (this.operations.has(pattern)) throw new Error(`two handlers are registered for ${pattern}`);
    this.operations.set(pattern, handler);
  }

  /** @throws Error without a group: replicas and other services could not share the event rightly. */
  addSubscription(pattern: string, group: unknown, handler: MessageHandler): void {
    if (typeof group !== 'string' || group === '') {
      throw new Error(`@EventPattern('${pattern}') needs { group: '<subscribing service>' }`);
    }
    const events = this.subscriptions.get(group) ?? new Map<string, MessageHandler[]>();
    events.set(pattern, [...(events.get(pattern) ?? []), handler]);
    this.subscriptions.set(group, events);
  }

  operation(pattern: string): MessageHandler | undefined {
    return this.operations.get(pattern);
  }

  subscribers(group: string, pattern: string): MessageHandler[] {
    return this.subscriptions.get(group)?.get(pattern) ?? [];
  }

  /** Services whose operations are handled here. */
  services(): string[] {
    return [...new Set([...this.operations.keys()].map(serviceOf))];
  }

  /** Subscribing groups with the events of each. */
  groups(): [group: string, patterns: string[]][] {
    return [...this.subscriptions].map(([group, events]) => [group, [...events.keys()]]);
  }
}
