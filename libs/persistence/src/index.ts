export { MonthlyPartitions } from './monthly-partitions';
export { PersistenceModule, openSchema, openSchemaAsItIs } from './persistence.module';
export type { SchemaOptions } from './persistence.module';
export { Outbox, createOutbox, noteRefusals } from './outbox/outbox';
export { outboxCheck } from './outbox/outbox.probe';
export type { OutboxEntry } from './outbox/outbox';
export { OutboxFeed } from './outbox/outbox-feed';
export { OutboxRelay } from './outbox/outbox-relay';
