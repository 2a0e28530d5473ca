import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of batches whose workloads are all of one; a key that is told again finds the others by their external ids. */
const BATCHES_OF = `
  UPDATE routing.workload_batch b SET organization_id = (
    SELECT CASE WHEN count(DISTINCT coalesce(w.organization_id, '')) = 1 THEN min(w.organization_id) END
    FROM routing.workload w WHERE w.batch_id = b.id)`;

/** An idempotency key is one of its organisation: two that happen to choose the same must not meet. */
export class KeysOfOrganizations1763950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.workload_batch ADD COLUMN organization_id text');
    await runner.query(BATCHES_OF);
    await runner.query(
      'ALTER TABLE routing.workload_batch DROP CONSTRAINT workload_batch_idempotency_key_key',
    );
    await runner.query(
      `CREATE UNIQUE INDEX workload_batch_key
         ON routing.workload_batch ((coalesce(organization_id, '')), idempotency_key)`,
    );
  }

  /** Fails where two organisations have used the same key. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX routing.workload_batch_key');
    await runner.query('ALTER TABLE routing.workload_batch ADD UNIQUE (idempotency_key)');
    await runner.query('ALTER TABLE routing.workload_batch DROP COLUMN organization_id');
  }
}
