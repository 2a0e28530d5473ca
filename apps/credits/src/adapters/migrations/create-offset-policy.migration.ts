import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an organisation wants offset by itself. */
const POLICY = `
  CREATE TABLE credits.offset_policy (
    organization_id text PRIMARY KEY,
    target_basis_points integer NOT NULL CHECK (target_basis_points BETWEEN 0 AND 10000),
    filter jsonb NOT NULL,
    monthly_cap_g bigint CHECK (monthly_cap_g > 0),
    mode text NOT NULL CHECK (mode IN ('RETIRE', 'NOTIFY')),
    updated_at timestamptz NOT NULL DEFAULT now(),
    last_run json
  )`;

/** For the sum that a monthly cap is compared with. */
const INDEX = `
  CREATE INDEX retirement_by_policy ON credits.retirement (organization_id, created_at) WHERE purpose = 'AUTO_OFFSET'`;

/** Policies by which credits are retired on a schedule. */
export class CreateOffsetPolicy1763920400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [POLICY, INDEX]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credits.retirement_by_policy');
    await runner.query('DROP TABLE credits.offset_policy');
  }
}
