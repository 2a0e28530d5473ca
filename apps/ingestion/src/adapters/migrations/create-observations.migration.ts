import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Observations are bitemporal: `valid_at` is the hour a value is for, `known_at` when we came to know it. A revision is a
 * new row, so that any earlier instant can be replayed. Partitions are made by the writer, month by month.
 */
export class CreateObservations1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SERIES);
    await runner.query(CARBON_INTENSITY);
    await runner.query(GENERATION);
    await runner.query(WEATHER);
    await runner.query(CATCH_UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ingestion.catch_up, ingestion.weather, ingestion.generation');
    await runner.query('DROP TABLE ingestion.carbon_intensity');
    await runner.query('DROP TABLE ingestion.series');
  }
}

// A series is one source's view of (zone, signal, basis); its four words are stored once, not on every row.
const SERIES = `
  CREATE TABLE ingestion.series (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    zone text NOT NULL,
    signal text NOT NULL CHECK (signal IN ('average', 'marginal')),
    basis text NOT NULL CHECK (basis IN ('lifecycle', 'direct')),
    source text NOT NULL,
    is_simulated boolean NOT NULL,
    preference smallint NOT NULL,
    UNIQUE (zone, signal, basis, source)
  )`;

// No foreign key to series: its check costs more than the insert, and only the writer makes ids, never deleting one.
const CARBON_INTENSITY = `
  CREATE TABLE ingestion.carbon_intensity (
    series_id integer NOT NULL,
    valid_at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    resolution_minutes smallint NOT NULL CHECK (resolution_minutes > 0),
    carbon_intensity_g_per_kwh double precision NOT NULL
      CHECK (carbon_intensity_g_per_kwh >= 0 AND carbon_intensity_g_per_kwh <= 2000),
    quality text NOT NULL CHECK (quality IN ('measured', 'estimated', 'simulated')),
    PRIMARY KEY (series_id, valid_at, known_at)
  ) PARTITION BY RANGE (valid_at)`;

const MODES = ['coal', 'gas', 'oil', 'nuclear', 'hydro', 'wind', 'solar'];
const OTHER_MODES = ['biomass', 'geothermal', 'other', 'unknown'];

const GENERATION = `
  CREATE TABLE ingestion.generation (
    zone text NOT NULL,
    source text NOT NULL,
    valid_at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    resolution_minutes smallint NOT NULL CHECK (resolution_minutes > 0),
    ${[...MODES, ...OTHER_MODES].map((mode) => `${mode}_mw double precision`).join(', ')},
    PRIMARY KEY (zone, source, valid_at, known_at)
  )`;

const WEATHER = `
  CREATE TABLE ingestion.weather (
    zone text NOT NULL,
    point text NOT NULL,
    source text NOT NULL,
    valid_at timestamptz NOT NULL,
    issued_at timestamptz NOT NULL,
    known_at timestamptz NOT NULL,
    wind_speed_ms double precision,
    temperature_k double precision,
    dewpoint_k double precision,
    shortwave_radiation_w_per_m2 double precision,
    precipitation_mm double precision,
    PRIMARY KEY (zone, point, source, valid_at, known_at)
  )`;

// How far back-filling and re-reading of a source's past has come.
const CATCH_UP = `
  CREATE TABLE ingestion.catch_up (
    zone text NOT NULL,
    source text NOT NULL,
    caught_up_to timestamptz NOT NULL,
    PRIMARY KEY (zone, source)
  )`;
