import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SETTINGS } from '@ecobe/platform';
import type { Settings } from '@ecobe/platform';
import { DataSource } from 'typeorm';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';
import { migrate } from './migrate';

/** What an app says of its own part of the database. */
export interface SchemaOptions {
  /** Postgres schema, also the name of the data source: one per app. */
  schema: string;
  migrations: (new () => MigrationInterface)[];
  poolSize?: number;
  /** None: PostgreSQL's own, which are none. Migrations have none in any case. */
  limits?: SessionLimits;
}

/** How long a session may take or wait, ms; what exceeds it fails. */
interface SessionLimits {
  readonly statementMs: number;
  readonly lockMs: number;
  readonly idleInTransactionMs: number;
}

const sessionOf = ({ statementMs, lockMs, idleInTransactionMs }: SessionLimits) => ({
  statement_timeout: statementMs,
  lock_timeout: lockMs,
  idle_in_transaction_session_timeout: idleInTransactionMs,
});

/** One holds the lock of the migrations, one runs them. */
const MIGRATING_CONNECTIONS = 2;

const dataSourceOptions = (options: SchemaOptions, databaseUrl: string): DataSourceOptions => ({
  type: 'postgres',
  url: databaseUrl,
  schema: options.schema,
  migrations: options.migrations,
  migrationsTableName: 'migrations',
  synchronize: false,
  applicationName: `ecobe-${options.schema}`,
  connectTimeoutMS: 5_000,
  extra: {
    max: options.poolSize ?? 8,
    ...(options.limits === undefined ? {} : sessionOf(options.limits)),
  },
});

async function initialized(resolved: DataSourceOptions, schema: string): Promise<DataSource> {
  const unlimited = { ...resolved, extra: { max: MIGRATING_CONNECTIONS } } as DataSourceOptions;
  const migrator = await new DataSource(unlimited).initialize();
  try {
    await migrate(migrator, schema);
  } finally {
    await migrator.destroy();
  }
  return new DataSource(resolved).initialize();
}

/** The same as it is: nothing is migrated, and no owner's rights are needed. */
export const openSchemaAsItIs = (options: SchemaOptions, databaseUrl: string): Promise<DataSource> =>
  new DataSource(dataSourceOptions(options, databaseUrl)).initialize();

/** One app's data source outside Nest, migrated, for commands and benchmarks; the caller destroys it. */
export const openSchema = (options: SchemaOptions, databaseUrl: string): Promise<DataSource> =>
  initialized(dataSourceOptions(options, databaseUrl), options.schema);

/** Gives one app its data source, migrated before the app starts. */
@Module({})
export class PersistenceModule {
  static forSchema(options: SchemaOptions): DynamicModule {
    const dataSource = TypeOrmModule.forRootAsync({
      name: options.schema,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => dataSourceOptions(options, requireUrl(settings)),
      dataSourceFactory: async (resolved) => {
        if (resolved === undefined) throw new Error(`no data source options for ${options.schema}`);
        return initialized(resolved, options.schema);
      },
    });
    return { module: PersistenceModule, imports: [dataSource], exports: [TypeOrmModule] };
  }
}

function requireUrl(settings: Settings): string {
  if (settings.DATABASE_URL === undefined) {
    throw new Error('DATABASE_URL is not set; `npm start` sets it when it brings its own PostgreSQL');
  }
  return settings.DATABASE_URL;
}
