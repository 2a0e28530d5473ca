import { MonthlyPartitions, openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import type { GridHoursReader } from '../ports/grid-hours-reader';
import type { ObservationReader, ObservationWriter } from '../ports/observation-store';
import { GridHoursReaderRepository } from './grid-hours-reader.repository';
import { CreateObservations1763900000000 } from './migrations/create-observations.migration';
import { KeepWeatherRuns1763910000000 } from './migrations/keep-weather-runs.migration';
import { ObservationReaderRepository } from './observation-reader.repository';
import { ObservationWriterRepository } from './observation-writer.repository';
import { SeriesRepository } from './series.repository';

/** This app's part of the database, for Nest and for commands alike. */
export const INGESTION_SCHEMA = {
  schema: 'ingestion',
  migrations: [CreateObservations1763900000000, KeepWeatherRuns1763910000000],
};

/** The writer with what it needs on one data source. */
export const observationWriter = (dataSource: DataSource): ObservationWriter =>
  new ObservationWriterRepository(
    dataSource,
    new SeriesRepository(dataSource),
    new MonthlyPartitions(dataSource, 'ingestion.carbon_intensity'),
  );

export interface OpenObservationStore {
  writer: ObservationWriter;
  reader: ObservationReader;
  gridHours: GridHoursReader;
  close: () => Promise<void>;
}

/** A migrated store outside Nest, for the import command, the benchmark and specs. */
export async function openObservationStore(databaseUrl: string): Promise<OpenObservationStore> {
  const dataSource = await openSchema(INGESTION_SCHEMA, databaseUrl);
  return {
    writer: observationWriter(dataSource),
    reader: new ObservationReaderRepository(dataSource),
    gridHours: new GridHoursReaderRepository(dataSource),
    close: () => dataSource.destroy(),
  };
}
