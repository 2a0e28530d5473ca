import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Compared as series of serials are: case, blanks around and dashes at the end tell no ids apart. */
const ONCE = `
  CREATE UNIQUE INDEX registry_retirement_once ON credits.retirement (credits.serial_series(registry_retirement_id))
  WHERE status IN ('SUBMITTED', 'CONFIRMED')`;

/** What was marked before stays, and is found by verifying. */
const NOT_BLANK = `
  ALTER TABLE credits.retirement ADD CONSTRAINT registry_retirement_is_named
  CHECK (status NOT IN ('SUBMITTED', 'CONFIRMED') OR credits.serial_series(registry_retirement_id) <> '') NOT VALID`;

/** What a registry retired once confirms one retirement, of whatever organisation. Fails where it confirms two already. */
export class ClaimRegistryRetirements1763921800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [ONCE, NOT_BLANK]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credits.retirement DROP CONSTRAINT registry_retirement_is_named');
    await runner.query('DROP INDEX credits.registry_retirement_once');
  }
}
