import type { MigrationInterface, QueryRunner } from 'typeorm';

const FORGET = 'DROP VIEW credits.credit_with_status';

const viewOf = (ended: string): string => `
  CREATE VIEW credits.credit_with_status AS
  SELECT *, CASE
    WHEN available_g + reserved_g > 0 THEN
      CASE WHEN hold IS NOT NULL THEN hold WHEN expires_at <= now() THEN 'EXPIRED' ELSE 'ACTIVE' END
    ${ended} END AS status
  FROM credits.carbon_credit`;

/** Status of a lot, as `lotStatus` of libs/ledger derives it: what has expired stays so when that is posted. */
export class DeriveExpiredStatus1763920610000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const ended = `WHEN expired_g > 0 THEN 'EXPIRED' WHEN cancelled_g > 0 THEN 'CANCELLED'
      WHEN retired_g > 0 THEN 'RETIRED' ELSE 'REVERSED'`;
    for (const sql of [FORGET, viewOf(ended)]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    const ended = `WHEN retired_g > 0 THEN 'RETIRED' WHEN reversed_g > 0 THEN 'REVERSED'
      WHEN expired_g > 0 THEN 'EXPIRED' ELSE 'CANCELLED'`;
    for (const sql of [FORGET, viewOf(ended)]) await runner.query(sql);
  }
}
