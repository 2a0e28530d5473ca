import { createOutbox } from '@ecobe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCH = `
  CREATE TABLE dekes.dekes_batch (
    id uuid PRIMARY KEY,
    created_at timestamptz NOT NULL,
    idempotency_key text NOT NULL UNIQUE,
    request_hash text NOT NULL,
    callback_url text,
    excluded jsonb NOT NULL,
    warnings jsonb NOT NULL
  )`;

const WORKLOAD = `
  CREATE TABLE dekes.dekes_workload (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    idempotency_key text UNIQUE,
    request_hash text,
    batch_id uuid REFERENCES dekes.dekes_batch (id),
    position integer,
    query_id text,
    query_string text,
    organization_id text,
    workload_type text,
    budget_g double precision,
    callback_url text,
    run jsonb,
    baseline jsonb,
    answer text,
    action text,
    region text,
    zone text,
    start_at timestamptz,
    end_at timestamptz,
    latest_start_at timestamptz,
    expected_g double precision,
    quality_tier text,
    plan_number integer NOT NULL DEFAULT 1,
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    leased_until timestamptz,
    last_error text,
    dispatched_at timestamptz,
    execution_region text,
    execution_zone text,
    run_minutes double precision,
    run_status text,
    completed_at timestamptz,
    reported_g double precision,
    reported_at timestamptz,
    unsettled_reason text
  )`;

const SETTLEMENT = `
  CREATE TABLE dekes.dekes_settlement (
    workload_id uuid NOT NULL REFERENCES dekes.dekes_workload (id),
    settled_at timestamptz NOT NULL,
    actual_g double precision NOT NULL,
    baseline_g double precision,
    avoided_g double precision,
    reason text,
    carbon_intensity_g_per_kwh double precision NOT NULL,
    energy_kwh double precision NOT NULL,
    energy_quality text NOT NULL,
    quality text NOT NULL,
    PRIMARY KEY (workload_id, settled_at)
  )`;

const MESSAGE = `
  CREATE TABLE dekes.dekes_message (
    key text PRIMARY KEY,
    kind text NOT NULL,
    workload_id uuid NOT NULL REFERENCES dekes.dekes_workload (id),
    body jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'waiting',
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    delivered_at timestamptz
  )`;

const STATEMENTS = [
  BATCH,
  WORKLOAD,
  'CREATE INDEX dekes_workload_query ON dekes.dekes_workload (query_id, id DESC) WHERE query_id IS NOT NULL',
  'CREATE INDEX dekes_workload_batch ON dekes.dekes_workload (batch_id, position)',
  "CREATE INDEX dekes_workload_waiting ON dekes.dekes_workload (start_at) WHERE status IN ('planned', 'dispatching')",
  SETTLEMENT,
  MESSAGE,
  'CREATE INDEX dekes_message_workload ON dekes.dekes_message (workload_id)',
];

/** Instants are those of the suite's clock. Settlements are never changed: the newest of a run counts. */
export class CreateDekes1763900200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    await createOutbox(runner, 'dekes');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['outbox', 'dekes_message', 'dekes_settlement', 'dekes_workload', 'dekes_batch'])
      await runner.query(`DROP TABLE dekes.${table}`);
  }
}
