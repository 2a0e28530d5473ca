import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans by their end, for the room that they take, and waiting ones in the order in which they are planned anew. */
export class IndexDekesPlans1763900300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX dekes_workload_room ON dekes.dekes_workload (end_at)
       WHERE status IN ('planned', 'due', 'dispatching', 'dispatched', 'decided') AND action <> 'execute'`,
    );
    await runner.query(
      `CREATE INDEX dekes_workload_replan ON dekes.dekes_workload (latest_start_at, id)
       WHERE status = 'planned' AND attempts = 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX dekes.dekes_workload_replan, dekes.dekes_workload_room');
  }
}
