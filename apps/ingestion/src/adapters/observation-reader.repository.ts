import { toIso } from '@ecobe/carbon';
import type { Basis, Interval, SeriesKey, Signal } from '@ecobe/carbon';
import type { DataSource } from 'typeorm';
import type {
  HourlyValue,
  NewestValue,
  ObservationReader,
  SeriesKind,
  SimulatedCoverage,
} from '../ports/observation-store';

interface HourlyRow {
  validAt: Date;
  carbonIntensity: number;
  source: string;
  quality: HourlyValue['quality'];
  revisions: number;
}

interface NewestRow {
  zone: string;
  signal: Signal;
  basis: Basis;
  source: string;
  isSimulated: boolean;
  validAt: Date;
  knownAt: Date;
  resolutionMinutes: number;
  carbonIntensity: number;
  quality: NewestValue['quality'];
}

/** Reads observations as they were known at an instant. */
export class ObservationReaderRepository implements ObservationReader {
  constructor(private readonly dataSource: DataSource) {}

  async hourly(key: SeriesKey, kind: SeriesKind, span: Interval, knownByMs: number): Promise<HourlyValue[]> {
    const rows: HourlyRow[] = await this.dataSource.query(HOURLY, [
      key.zone,
      key.signal,
      key.basis,
      kind === 'simulated',
      toIso(span.startMs),
      toIso(span.endMs),
      toIso(knownByMs),
    ]);
    return rows.map((row) => ({
      validAtMs: row.validAt.getTime(),
      carbonIntensityGPerKwh: row.carbonIntensity,
      source: row.source,
      quality: row.quality,
      revisions: row.revisions,
    }));
  }

  async newest(span: Interval, knownByMs: number, zone?: string): Promise<NewestValue[]> {
    const rows: NewestRow[] = await this.dataSource.query(NEWEST, [
      toIso(span.startMs),
      toIso(span.endMs),
      toIso(knownByMs),
      zone ?? null,
    ]);
    return rows.map((row) => ({
      zone: row.zone,
      signal: row.signal,
      basis: row.basis,
      source: row.source,
      kind: row.isSimulated ? 'simulated' : 'real',
      validAtMs: row.validAt.getTime(),
      knownAtMs: row.knownAt.getTime(),
      resolutionMinutes: row.resolutionMinutes,
      carbonIntensityGPerKwh: row.carbonIntensity,
      quality: row.quality,
    }));
  }

  async simulatedCoverage(span: Interval): Promise<SimulatedCoverage[]> {
    const rows: (SeriesKey & { hours: number; lastValidAt: Date })[] = await this.dataSource.query(
      SIMULATED_COVERAGE,
      [toIso(span.startMs), toIso(span.endMs)],
    );
    return rows.map(({ lastValidAt, ...row }) => ({ ...row, lastValidAtMs: lastValidAt.getTime() }));
  }
}

// An hour is the mean of its parts, all from the one source preferred for that hour. Parts of an hour that is still
// running would be a mean of its beginning only, so sub-hourly sources give whole hours; hourly ones give what they say.
// Parts that cover less than half of an hour do not tell it: the next source is read, or the hour is unknown.
const HOURLY = `
  WITH newest AS (
    SELECT stored.series_id, stored.valid_at, stored.resolution_minutes, series.preference, series.source,
           (array_agg(stored.carbon_intensity_g_per_kwh ORDER BY stored.known_at DESC))[1] AS intensity,
           (array_agg(stored.quality ORDER BY stored.known_at DESC))[1] AS quality,
           count(*)::integer AS revisions
      FROM ingestion.series
      JOIN ingestion.carbon_intensity AS stored ON stored.series_id = series.id
     WHERE series.zone = $1 AND series.signal = $2 AND series.basis = $3 AND series.is_simulated = $4
       AND stored.valid_at >= $5 AND stored.valid_at < $6 AND stored.known_at <= $7
     GROUP BY stored.series_id, stored.valid_at, stored.resolution_minutes, series.preference, series.source
  ), hours AS (
    SELECT date_trunc('hour', valid_at, 'UTC') AS hour, source, preference,
           avg(intensity) AS intensity,
           CASE WHEN bool_and(quality = 'measured') THEN 'measured'
                WHEN bool_or(quality = 'simulated') THEN 'simulated' ELSE 'estimated' END AS quality,
           max(revisions) AS revisions
      FROM newest
     WHERE resolution_minutes >= 60 OR date_trunc('hour', valid_at, 'UTC') + interval '1 hour' <= $7
     GROUP BY hour, source, preference
    HAVING sum(resolution_minutes) >= 30
  )
  SELECT DISTINCT ON (hour)
         hour AS "validAt", intensity AS "carbonIntensity", source, quality, revisions
    FROM hours
   ORDER BY hour, preference, source`;

const NEWEST = `
  SELECT DISTINCT ON (series.zone, series.signal, series.basis, series.is_simulated)
         series.zone, series.signal, series.basis, series.source, series.is_simulated AS "isSimulated",
         stored.valid_at AS "validAt", stored.known_at AS "knownAt",
         stored.resolution_minutes AS "resolutionMinutes",
         stored.carbon_intensity_g_per_kwh AS "carbonIntensity", stored.quality
    FROM ingestion.series
    JOIN LATERAL (
      SELECT * FROM ingestion.carbon_intensity
       WHERE series_id = series.id AND valid_at >= $1 AND valid_at < $2 AND known_at <= $3
       ORDER BY valid_at DESC, known_at DESC
       LIMIT 1
    ) AS stored ON true
   WHERE $4::text IS NULL OR series.zone = $4
   ORDER BY series.zone, series.signal, series.basis, series.is_simulated,
            date_trunc('hour', stored.valid_at, 'UTC') DESC, series.preference, stored.valid_at DESC`;

const SIMULATED_COVERAGE = `
  SELECT series.zone, series.signal, series.basis,
         count(DISTINCT stored.valid_at)::integer AS hours, max(stored.valid_at) AS "lastValidAt"
    FROM ingestion.series
    JOIN ingestion.carbon_intensity AS stored ON stored.series_id = series.id
   WHERE series.is_simulated AND stored.valid_at >= $1 AND stored.valid_at < $2
   GROUP BY series.zone, series.signal, series.basis`;
