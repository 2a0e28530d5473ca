import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Interval } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type { GenerationHour, GridHoursReader, WeatherRun } from '../ports/grid-hours-reader';
import type { GenerationMw } from '../ports/observation-store';
import { preferenceOf } from '../ports/source-preference';
import { MODES } from './observation-tables';

type GenerationRow = GenerationMw & { hour: Date; source: string };

interface WeatherRow {
  source: string;
  issuedAt: Date;
  validAt: Date;
  wind: number | null;
  temperature: number | null;
  dewpoint: number | null;
  radiation: number | null;
  precipitation: number | null;
}

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
    const rows: WeatherRow[] = await this.dataSource.query(WEATHER_HOURS, [
      zone,
      toIso(span.startMs),
      toIso(span.endMs),
      toIso(knownByMs),
    ]);
    const runs = new Map<string, WeatherRow[]>();
    for (const row of rows) {
      const key = `${row.source} ${row.issuedAt.getTime()}`;
      const ofRun = runs.get(key);
      if (ofRun === undefined) runs.set(key, [row]);
      else ofRun.push(row);
    }
    return [...runs.values()].map(runOf);
  }
}

/** @param rows of one run, oldest hour first */
function runOf(rows: WeatherRow[]): WeatherRun {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) throw new RangeError('a run without hours');
  const startMs = first.validAt.getTime();
  const hourOf = ({ validAt }: WeatherRow) => (validAt.getTime() - startMs) / HOUR_MS;
  const column = (of: (row: WeatherRow) => number | null) => {
    const values = Array<number | null>(hourOf(last) + 1).fill(null);
    for (const row of rows) values[hourOf(row)] = of(row);
    return values;
  };
  return {
    source: first.source,
    issuedAtMs: first.issuedAt.getTime(),
    startMs,
    hours: {
      windSpeedMs: column((row) => row.wind),
      temperatureK: column((row) => row.temperature),
      dewpointK: column((row) => row.dewpoint),
      shortwaveRadiationWPerM2: column((row) => row.radiation),
      precipitationMm: column((row) => row.precipitation),
    },
  };
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

const WEATHER_HOURS = `
  SELECT DISTINCT ON (source, issued_at, valid_at)
         source, issued_at AS "issuedAt", valid_at AS "validAt", wind_speed_ms AS wind, temperature_k AS temperature,
         dewpoint_k AS dewpoint, shortwave_radiation_w_per_m2 AS radiation, precipitation_mm AS precipitation
    FROM ingestion.weather
   WHERE zone = $1 AND valid_at >= $2 AND valid_at < $3 AND known_at <= $4
   ORDER BY source, issued_at, valid_at, known_at DESC`;
