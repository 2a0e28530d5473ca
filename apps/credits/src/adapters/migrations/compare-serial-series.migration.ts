import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A prefix in the one form in which it is compared: case, runs of blanks, and dashes at its end tell no series apart. */
const SERIES = `
  CREATE FUNCTION credits.serial_series(prefix text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN upper(regexp_replace(regexp_replace(prefix, '^\\s+|[\\s-]+$', '', 'g'), '\\s+', ' ', 'g') COLLATE "C")`;

const compareBy = (prefix: string): string => `
  ALTER TABLE credits.carbon_credit ADD CONSTRAINT serial_tracked_once EXCLUDE USING gist
    (registry WITH =, (${prefix}) WITH =, serial_range WITH &&)`;

const FORGET = 'ALTER TABLE credits.carbon_credit DROP CONSTRAINT serial_tracked_once';

/** No serial number in two lots, however its series is written. Fails where the books have one twice already. */
export class CompareSerialSeries1763920600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SERIES, FORGET, compareBy('credits.serial_series(serial_prefix)')])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [FORGET, compareBy('serial_prefix'), 'DROP FUNCTION credits.serial_series(text)'])
      await runner.query(sql);
  }
}
