import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is removed after a time, by age. */
export class IndexDekesHistory1763900600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "CREATE INDEX dekes_message_done ON dekes.dekes_message (created_at) WHERE status IN ('delivered', 'dead')",
    );
    await runner.query(
      "CREATE INDEX dekes_workload_decided ON dekes.dekes_workload (created_at) WHERE status = 'decided'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dekes.dekes_workload_decided, dekes.dekes_message_done');
  }
}
