import { toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { WeatherDays } from '../ports/weather-days';
import type { WeatherRetention } from '../ports/weather-retention';

export class WeatherRetentionRepository implements WeatherRetention, WeatherDays {
  constructor(private readonly dataSource: DataSource) {}

  keepFirstOfDay(sources: readonly string[], beforeMs: number): Promise<number> {
    return this.delete(KEEP_FIRST_OF_DAY, sources, beforeMs);
  }

  dropRuns(sources: readonly string[], beforeMs: number): Promise<number> {
    return this.delete(DROP_RUNS, sources, beforeMs);
  }

  async daysWithRuns(zone: string, { startMs, endMs }: Interval): Promise<number[]> {
    const rows = await this.dataSource.query<{ day: Date }[]>(DAYS_WITH_RUNS, [
      zone,
      toIso(startMs),
      toIso(endMs),
    ]);
    return rows.map(({ day }) => day.getTime());
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

const DAYS_WITH_RUNS = `
  SELECT DISTINCT date_trunc('day', issued_at, 'UTC') AS day FROM ingestion.weather_run
   WHERE zone = $1 AND issued_at >= $2 AND issued_at < $3 ORDER BY day`;

const DROP_RUNS = 'DELETE FROM ingestion.weather_run WHERE source = ANY($1) AND issued_at < $2';
