import type { MigrationInterface, QueryRunner } from 'typeorm';

const QUANTITIES = [
  'wind_speed_ms',
  'temperature_k',
  'dewpoint_k',
  'shortwave_radiation_w_per_m2',
  'precipitation_mm',
];

/**
 * Weather is kept run by run, one row each: a fortieth of the rows that hours took, and a run stays whole as it was issued.
 * What is there by the hour is copied. The old table stays until nothing of the release before can write to it; a later
 * migration drops it.
 */
export class KeepWeatherRuns1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WEATHER_RUN);
    await runner.query(COPY);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ingestion.weather_run');
  }
}

// Single precision holds three decimals of every quantity, more than any model tells.
const WEATHER_RUN = `
  CREATE TABLE ingestion.weather_run (
    zone text NOT NULL,
    issued_at timestamptz NOT NULL,
    source text NOT NULL,
    known_at timestamptz NOT NULL,
    start_at timestamptz NOT NULL,
    ${QUANTITIES.map((name) => `${name} real[] NOT NULL`).join(', ')},
    CHECK (cardinality(wind_speed_ms) > 0),
    ${QUANTITIES.slice(1)
      .map((name) => `CHECK (cardinality(${name}) = cardinality(wind_speed_ms))`)
      .join(', ')},
    PRIMARY KEY (zone, issued_at, source, known_at)
  )`;

// Imports dated hour 00 to the day before; it belongs to the run of its day.
const COPY = `
  WITH said AS (
    SELECT DISTINCT ON (zone, source, issued_at, valid_at) *
      FROM (
        SELECT zone, source, known_at, date_trunc('hour', valid_at, 'UTC') AS valid_at, ${QUANTITIES.join(', ')},
               CASE WHEN source = 'gfs-history' THEN date_trunc('day', valid_at, 'UTC') ELSE issued_at END AS issued_at
          FROM ingestion.weather
      ) AS dated
     ORDER BY zone, source, issued_at, valid_at, known_at DESC
  ), runs AS (
    SELECT zone, source, issued_at, greatest(issued_at, max(known_at)) AS known_at,
           min(valid_at) AS start_at, max(valid_at) AS last_at
      FROM said
     GROUP BY zone, source, issued_at
  )
  INSERT INTO ingestion.weather_run (zone, issued_at, source, known_at, start_at, ${QUANTITIES.join(', ')})
  SELECT zone, issued_at, source, runs.known_at, start_at,
         ${QUANTITIES.map((name) => `array_agg(said.${name}::real ORDER BY valid_at)`).join(', ')}
    FROM runs
   CROSS JOIN LATERAL generate_series(start_at, last_at, interval '1 hour') AS valid_at
    LEFT JOIN said USING (zone, source, issued_at, valid_at)
   GROUP BY zone, issued_at, source, runs.known_at, start_at`;
