import { toIso } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { WeatherRetention } from '../ports/weather-retention';

export class WeatherRetentionRepository implements WeatherRetention {
  constructor(private readonly dataSource: DataSource) {}

  keepFirstOfDay(sources: readonly string[], beforeMs: number): Promise<number> {
    return this.delete(KEEP_FIRST_OF_DAY, sources, beforeMs);
  }

  dropRuns(sources: readonly string[], beforeMs: number): Promise<number> {
    return this.delete(DROP_RUNS, sources, beforeMs);
  }

  private async delete(sql: string, sources: readonly string[], beforeMs: number): Promise<number> {
    const [, dropped] = (await this.dataSource.query(sql, [[...sources], toIso(beforeMs)])) as [
      unknown,
      number,
    ];
    return dropped;
  }
}

const KEEP_FIRST_OF_DAY = `
  DELETE FROM ingestion.weather_run AS later
   USING ingestion.weather_run AS earlier
   WHERE later.source = ANY($1) AND later.issued_at < $2
     AND earlier.zone = later.zone AND earlier.source = later.source
     AND earlier.issued_at < later.issued_at
     AND earlier.issued_at >= date_trunc('day', later.issued_at, 'UTC')`;

const DROP_RUNS = 'DELETE FROM ingestion.weather_run WHERE source = ANY($1) AND issued_at < $2';
