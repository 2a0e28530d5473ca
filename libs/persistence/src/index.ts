export { MonthlyPartitions } from './monthly-partitions';
export { PersistenceModule, openSchema, openSchemaAsItIs } from './persistence.module';
export type { SchemaOptions } from './persistence.module';
export { Outbox, createOutbox } from './outbox/outbox';
export type { OutboxEntry } from './outbox/outbox';
export { OutboxFeed } from './outbox/outbox-feed';
export { OutboxRelay } from './outbox/outbox-relay';
