export { migrate } from './migrate';
export { PersistenceModule } from './persistence.module';
export type { SchemaOptions } from './persistence.module';
