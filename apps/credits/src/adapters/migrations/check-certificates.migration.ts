import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a certificate URL was looked at, and when it is next. */
const CHECK = `
  CREATE TABLE credits.certificate_check (
    credit_id uuid PRIMARY KEY,
    organization_id text NOT NULL,
    attempts integer NOT NULL CHECK (attempts > 0),
    next_at timestamptz NOT NULL,
    FOREIGN KEY (organization_id, credit_id) REFERENCES credits.carbon_credit (organization_id, id)
  )`;

const INDEX = `
  CREATE INDEX certificate_unchecked ON credits.carbon_credit (created_at) WHERE certificate_status = 'UNCHECKED'`;

/** Certificate URLs are looked at behind the purchases. */
export class CheckCertificates1763921700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [CHECK, INDEX]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credits.certificate_unchecked');
    await runner.query('DROP TABLE credits.certificate_check');
  }
}
