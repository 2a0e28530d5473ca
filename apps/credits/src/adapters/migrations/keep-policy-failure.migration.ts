import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the last round of a policy failed, beside what the last whole one did. */
export class KeepPolicyFailure1763921050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credits.offset_policy ADD COLUMN last_failure json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credits.offset_policy DROP COLUMN last_failure');
  }
}
