import { DAY_MS } from '@ecobe/carbon';
import type { CarbonObservation } from '@ecobe/carbon';
import type { MonthlyPartitions } from '@ecobe/persistence';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type {
  GenerationObservation,
  ObservationBatch,
  ObservationWriter,
  RowsAdded,
  WeatherRun,
} from '../ports/observation-store';
import { BulkLoad } from './bulk-load';
import { CARBON_INTENSITY, GENERATION, WEATHER, columnsOf } from './observation-tables';
import type { ObservationTable } from './observation-tables';
import { insertFromArrays } from './revision.sql';
import type { SeriesRepository } from './series.repository';

const daysOf = (rows: { validAtMs: number }[]): Set<number> =>
  new Set(rows.map(({ validAtMs }) => Math.floor(validAtMs / DAY_MS) * DAY_MS));

/** Writes observations to PostgreSQL: polls by arrays, bulk by COPY; both add only what is new or revised. */
export class ObservationWriterRepository implements ObservationWriter {
  constructor(
    private readonly dataSource: DataSource,
    private readonly series: SeriesRepository,
    private readonly partitions: MonthlyPartitions,
  ) {}

  async record(observations: CarbonObservation[]): Promise<number> {
    if (observations.length === 0) return 0;
    await this.partitions.ensure(daysOf(observations));
    return this.insert(CARBON_INTENSITY, await this.series.number(observations));
  }

  async recordGeneration(observations: GenerationObservation[]): Promise<number> {
    return this.insert(GENERATION, observations);
  }

  async recordWeather(runs: WeatherRun[]): Promise<number> {
    return this.insert(WEATHER, runs);
  }

  async recordBulk(
    batches: AsyncIterable<ObservationBatch> | Iterable<ObservationBatch>,
  ): Promise<RowsAdded> {
    return this.inTransaction(async (client) => {
      const intensity = new BulkLoad(client, CARBON_INTENSITY);
      const generation = new BulkLoad(client, GENERATION);
      const weather = new BulkLoad(client, WEATHER);
      for await (const batch of batches) {
        await this.partitions.ensure(daysOf(batch.carbonIntensity));
        await intensity.stage(await this.series.number(batch.carbonIntensity));
        await generation.stage(batch.generation);
        await weather.stage(batch.weather);
      }
      return {
        carbonIntensity: await intensity.insertChanged(),
        generation: await generation.insertChanged(),
        weather: await weather.insertChanged(),
      };
    });
  }

  private async insert<Row>(table: ObservationTable<Row>, rows: Row[]): Promise<number> {
    if (rows.length === 0) return 0;
    const arrays = columnsOf(table).map((column) => rows.map((row) => column.of(row)));
    return this.withClient(async (client) => {
      const result: QueryResult = await client.query(insertFromArrays(table), arrays);
      return result.rowCount ?? 0;
    });
  }

  private async inTransaction<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return this.withClient(async (client) => {
      await client.query('BEGIN');
      try {
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    });
  }

  private async withClient<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    try {
      return await work((await runner.connect()) as PoolClient);
    } finally {
      await runner.release();
    }
  }
}
