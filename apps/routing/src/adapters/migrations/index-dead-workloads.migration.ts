import type { MigrationInterface, QueryRunner } from 'typeorm';

/** They are counted at every scrape, and looked for by people: few among many. */
export class IndexDeadWorkloads1763920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX workload_dead ON routing.workload (id) WHERE status = 'dead'");
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX routing.workload_dead');
  }
}
