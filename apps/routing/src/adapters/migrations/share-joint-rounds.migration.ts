import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row: the quarter of an hour, counted from the epoch, for which all that waits was last planned together. */
const JOINT_ROUND = `
  CREATE TABLE routing.joint_round (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    slot integer
  )`;

/** Whatever the number of processes, all that waits is planned together once in a quarter of an hour. */
export class ShareJointRounds1763990000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(JOINT_ROUND);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing.joint_round');
  }
}
