import { createOutbox } from '@ecobe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Acceptance: a row here is a promise. Requests are kept as asked, since they are planned from anew every hour. */
const WORKLOAD = `
  CREATE TABLE routing.workload (
    id uuid PRIMARY KEY,
    batch_id uuid NOT NULL,
    organization_id text,
    external_id text,
    request jsonb NOT NULL,
    request_hash text NOT NULL,
    status text NOT NULL CHECK (status IN
      ('accepted', 'planned', 'dispatched', 'completed', 'settled', 'cancelled', 'dead')),
    reason text,
    accepted_at timestamptz NOT NULL,
    deadline_at timestamptz NOT NULL,
    last_start_at timestamptz NOT NULL,
    webhook_url text,
    baseline jsonb,
    plan_number integer NOT NULL DEFAULT 0,
    start_at timestamptz CHECK (start_at <= last_start_at),
    end_at timestamptz,
    region text,
    zone text,
    segments jsonb,
    reservation jsonb,
    attempt_count integer NOT NULL DEFAULT 0,
    not_before timestamptz,
    dispatched_at timestamptz,
    last_failure text,
    completed_at timestamptz,
    completion jsonb,
    CHECK (status IN ('accepted', 'cancelled') OR start_at IS NOT NULL)
  )`;

const INDEXES = [
  `CREATE UNIQUE INDEX workload_external_id ON routing.workload (COALESCE(organization_id, ''), external_id)
     WHERE external_id IS NOT NULL`,
  'CREATE INDEX workload_of_batch ON routing.workload (batch_id, id)',
  'CREATE INDEX workload_of_organization ON routing.workload (organization_id, id)',
  "CREATE INDEX workload_accepted ON routing.workload (id) WHERE status = 'accepted'",
  "CREATE INDEX workload_waiting ON routing.workload (id) WHERE status IN ('accepted', 'planned')",
  "CREATE INDEX workload_due ON routing.workload (start_at) WHERE status = 'planned'",
  `CREATE INDEX workload_to_settle ON routing.workload (end_at)
     WHERE status IN ('dispatched', 'completed', 'settled')`,
  'CREATE INDEX workload_period ON routing.workload ((COALESCE(start_at, accepted_at)))',
];

/** Each plan that changed something, each settlement that did; never changed, the newest counts. */
const HISTORY = [
  `CREATE TABLE routing.workload_plan (
    workload_id uuid NOT NULL REFERENCES routing.workload (id),
    number integer NOT NULL,
    planned_at timestamptz NOT NULL,
    details jsonb NOT NULL,
    expected_g double precision,
    expected_usd double precision,
    PRIMARY KEY (workload_id, number)
  )`,
  `CREATE TABLE routing.workload_settlement (
    workload_id uuid NOT NULL REFERENCES routing.workload (id),
    revision integer NOT NULL,
    settled_at timestamptz NOT NULL,
    energy_kwh double precision NOT NULL,
    energy_quality text NOT NULL CHECK (energy_quality IN ('measured', 'planned')),
    emitted_g double precision NOT NULL,
    transfer_g double precision NOT NULL,
    baseline_g double precision NOT NULL,
    avoided_g double precision NOT NULL,
    work_g_per_kwh double precision NOT NULL,
    home_g_per_kwh double precision NOT NULL,
    quality text NOT NULL,
    source text NOT NULL,
    PRIMARY KEY (workload_id, revision)
  )`,
];

/** Commands that were done, so that a repeated one gets the same answer. */
const BATCH = `
  CREATE TABLE routing.workload_batch (
    id uuid PRIMARY KEY,
    idempotency_key text NOT NULL UNIQUE,
    request_hash text NOT NULL,
    answer jsonb NOT NULL
  )`;

/** What plans have reserved, kept with them in one transaction; kW in each quarter of an hour from the epoch. */
const ROOM = `
  CREATE TABLE routing.reserved_room (
    region text NOT NULL,
    slot integer NOT NULL,
    kw double precision NOT NULL,
    PRIMARY KEY (region, slot)
  )`;

/** Workloads with their plans, settlements and reservations, and the outbox of what follows from their acceptance. */
export class CreateWorkload1763910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [WORKLOAD, ...INDEXES, ...HISTORY, BATCH, ROOM]) await runner.query(sql);
    await createOutbox(runner, 'routing');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'outbox',
      'reserved_room',
      'workload_batch',
      'workload_settlement',
      'workload_plan',
      'workload',
    ])
      await runner.query(`DROP TABLE routing.${table}`);
  }
}
