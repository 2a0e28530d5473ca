import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Emissions by hour, zone and workload. Average and marginal stand apart; a corrected workload has its rows taken back by
 * rows with the opposite sign, so that every sum over all rows is right.
 */
const LOG = `
  CREATE TABLE credits.emission_log (
    id bigint GENERATED ALWAYS AS IDENTITY,
    organization_id text NOT NULL,
    hour_at timestamptz NOT NULL CHECK (date_trunc('hour', hour_at, 'UTC') = hour_at),
    zone text NOT NULL,
    workload_id text NOT NULL,
    workload_type text,
    revision integer NOT NULL CHECK (revision > 0),
    is_reversal boolean NOT NULL,
    energy_uwh bigint NOT NULL,
    average_ug_per_kwh bigint CHECK (average_ug_per_kwh >= 0),
    marginal_ug_per_kwh bigint CHECK (marginal_ug_per_kwh >= 0),
    emissions_ug bigint NOT NULL,
    method text NOT NULL,
    source text NOT NULL,
    factor_version text NOT NULL,
    quality text NOT NULL CHECK (quality IN ('measured', 'estimated', 'forecast', 'simulated')),
    energy_quality text NOT NULL CHECK (energy_quality IN ('measured', 'modelled', 'estimated')),
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (hour_at, id),
    UNIQUE (hour_at, organization_id, workload_id, zone, revision, is_reversal),
    CHECK (is_reversal = (energy_uwh < 0) OR energy_uwh = 0),
    CHECK (emissions_ug = 0 OR is_reversal = (emissions_ug < 0))
  ) PARTITION BY RANGE (hour_at)`;

/** Which revision of a workload was taken in: each once, in order. */
const INTAKE = `
  CREATE TABLE credits.emission_intake (
    organization_id text NOT NULL,
    workload_id text NOT NULL,
    revision integer NOT NULL CHECK (revision > 0),
    row_count integer NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (organization_id, workload_id, revision)
  )`;

/** Sums of the log by month, written with it: a balance need not add up a million rows. */
const TOTAL = `
  CREATE TABLE credits.emission_total (
    organization_id text NOT NULL,
    month date NOT NULL,
    energy_uwh numeric NOT NULL,
    emissions_ug numeric NOT NULL,
    row_count bigint NOT NULL,
    PRIMARY KEY (organization_id, month)
  )`;

const GUARDS = [
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.emission_log
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  `CREATE TRIGGER recorded_for_good BEFORE UPDATE OR DELETE ON credits.emission_intake
     FOR EACH ROW EXECUTE FUNCTION credits.refuse_change()`,
  ...['emission_log', 'emission_intake'].map(
    (table) => `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON credits.${table}
      FOR EACH STATEMENT EXECUTE FUNCTION credits.refuse_change()`,
  ),
];

/** Emissions of workloads, append-only. */
export class CreateEmissionLog1763920100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const index = `CREATE INDEX emission_of_organization
      ON credits.emission_log (organization_id, hour_at) INCLUDE (energy_uwh, emissions_ug)`;
    const workload =
      'CREATE INDEX emission_of_workload ON credits.emission_log (organization_id, workload_id)';
    for (const sql of [LOG, index, workload, INTAKE, TOTAL, ...GUARDS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['emission_total', 'emission_intake', 'emission_log'])
      await runner.query(`DROP TABLE credits.${table}`);
  }
}
