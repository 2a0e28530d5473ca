import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When somebody was last told to start it: a receiver may report the end before we know that it took the work. */
export class NoteHandOver1763960000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.workload ADD COLUMN handed_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.workload DROP COLUMN handed_at');
  }
}
