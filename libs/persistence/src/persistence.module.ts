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
}

const dataSourceOptions = (options: SchemaOptions, databaseUrl: string): DataSourceOptions => ({
  type: 'postgres',
  url: databaseUrl,
  schema: options.schema,
  migrations: options.migrations,
  migrationsTableName: 'migrations',
  synchronize: false,
  applicationName: `ecobe-${options.schema}`,
  connectTimeoutMS: 5_000,
  extra: { max: options.poolSize ?? 8 },
});

async function initialized(resolved: DataSourceOptions, schema: string): Promise<DataSource> {
  const source = await new DataSource(resolved).initialize();
  await migrate(source, schema);
  return source;
}

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
