import type { MigrationInterface, QueryRunner } from 'typeorm';

const BATCHES_OF = `
  UPDATE dekes.dekes_batch b SET organization_id = (
    SELECT organization_id FROM dekes.dekes_workload w WHERE w.batch_id = b.id ORDER BY position LIMIT 1)`;

const keyOf = (table: string): string =>
  `CREATE UNIQUE INDEX ${table}_key ON dekes.${table} ((coalesce(organization_id, '')), idempotency_key)`;

/** An idempotency key is one of its organisation: two that happen to choose the same must not meet. */
export class KeysOfOrganizations1763900400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dekes.dekes_batch ADD COLUMN organization_id text');
    await runner.query(BATCHES_OF);
    for (const table of ['dekes_batch', 'dekes_workload']) {
      await runner.query(`ALTER TABLE dekes.${table} DROP CONSTRAINT ${table}_idempotency_key_key`);
      await runner.query(keyOf(table));
    }
  }

  /** Fails where two organisations have used the same key. */
  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dekes_batch', 'dekes_workload']) {
      await runner.query(`DROP INDEX dekes.${table}_key`);
      await runner.query(`ALTER TABLE dekes.${table} ADD UNIQUE (idempotency_key)`);
    }
    await runner.query('ALTER TABLE dekes.dekes_batch DROP COLUMN organization_id');
  }
}
