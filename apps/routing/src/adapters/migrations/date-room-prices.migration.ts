import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When what waits was looked at, from which the prices of now were found; null before the first. The clock is the database's. */
const COLUMN = 'ALTER TABLE routing.joint_round ADD COLUMN surveyed_at timestamptz';

/** Prices know how old they are, so that a slow search does not put its own in the place of newer ones. */
export class DateRoomPrices1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.joint_round DROP COLUMN surveyed_at');
  }
}
