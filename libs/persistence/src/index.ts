export { MonthlyPartitions } from './monthly-partitions';
export { PersistenceModule, openSchema } from './persistence.module';
export type { SchemaOptions } from './persistence.module';
