import { toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { WeatherHours } from '@ecobe/contracts';
import type { DataSource } from 'typeorm';
import type { GenerationHour, GridHoursReader } from '../ports/grid-hours-reader';
import type { GenerationMw, WeatherRun } from '../ports/observation-store';
import { preferenceOf } from '../ports/source-preference';
import { MODES, WEATHER_COLUMNS } from './observation-tables';

type GenerationRow = GenerationMw & { hour: Date; source: string };

type WeatherRow = WeatherHours & { source: string; issuedAt: Date; knownAt: Date; startAt: Date };

/** Reads generation and weather from PostgreSQL as they were known at an instant. */
export class GridHoursReaderRepository implements GridHoursReader {
  constructor(private readonly dataSource: DataSource) {}

  async generation(zone: string, span: Interval, knownByMs: number): Promise<GenerationHour[]> {
    const rows: GenerationRow[] = await this.dataSource.query(GENERATION_HOURS, [
      zone,
      toIso(span.startMs),
      toIso(span.endMs),
      toIso(knownByMs),
    ]);
    const byHour = new Map<number, GenerationHour>();
    for (const { hour, source, ...mw } of rows) {
      const validAtMs = hour.getTime();
      const other = byHour.get(validAtMs);
      if (other === undefined || preferenceOf(source) < preferenceOf(other.source)) {
        byHour.set(validAtMs, { validAtMs, source, mw });
      }
    }
    return [...byHour.values()];
  }

  async weatherRuns(zone: string, span: Interval, knownByMs: number): Promise<WeatherRun[]> {
    const rows: WeatherRow[] = await this.dataSource.query(WEATHER_RUNS, [
      zone,
      toIso(span.startMs),
      toIso(span.endMs),
      toIso(knownByMs),
    ]);
    return rows.map(({ source, issuedAt, knownAt, startAt, ...hours }) => ({
      zone,
      source,
      issuedAtMs: issuedAt.getTime(),
      knownAtMs: knownAt.getTime(),
      startMs: startAt.getTime(),
      hours,
    }));
  }
}

// Hours are told as those of the intensity are: whole ones, from parts that cover at least half of them.
const GENERATION_HOURS = `
  WITH newest AS (
    SELECT DISTINCT ON (source, valid_at) *
      FROM ingestion.generation
     WHERE zone = $1 AND valid_at >= $2 AND valid_at < $3 AND known_at <= $4
     ORDER BY source, valid_at, known_at DESC
  )
  SELECT date_trunc('hour', valid_at, 'UTC') AS hour, source,
         ${MODES.map((mode) => `avg(${mode}_mw) AS ${mode}`).join(', ')}
    FROM newest
   WHERE resolution_minutes >= 60 OR date_trunc('hour', valid_at, 'UTC') + interval '1 hour' <= $4
   GROUP BY hour, source
  HAVING sum(resolution_minutes) >= 30
   ORDER BY hour`;

// No run reaches farther than 16 days.
const WEATHER_RUNS = `
  SELECT source, issued_at AS "issuedAt", known_at AS "knownAt", start_at AS "startAt",
         ${Object.entries(WEATHER_COLUMNS)
           .map(([quantity, column]) => `${column} AS "${quantity}"`)
           .join(', ')}
    FROM ingestion.weather_run
   WHERE zone = $1 AND issued_at >= $2::timestamptz - interval '16 days' AND issued_at < $3 AND known_at <= $4
     AND start_at < $3 AND start_at + cardinality(wind_speed_ms) * interval '1 hour' > $2`;
