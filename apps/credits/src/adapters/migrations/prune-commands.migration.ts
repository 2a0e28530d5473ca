import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEX = `
  CREATE INDEX command_without_key ON credits.idempotency_key (created_at) WHERE key LIKE 'call:%'`;

/** Finds old commands that nobody can repeat without reading those that are kept. */
export class PruneCommands1763921070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX credits.command_without_key');
  }
}
