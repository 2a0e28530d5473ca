import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row per decision, never changed. Inputs and outcome are texts, not jsonb: they are repeated byte for byte. The
 * table is not partitioned, because a key must be unique over all of it.
 */
export class CreateRoutingDecision1763900100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE routing.routing_decision (
        id uuid PRIMARY KEY,
        operation text NOT NULL,
        idempotency_key text NOT NULL UNIQUE,
        request_hash text NOT NULL,
        decided_at timestamptz NOT NULL,
        inputs text NOT NULL,
        outcome text NOT NULL
      )`);
    await runner.query(
      'CREATE INDEX routing_decision_decided_at ON routing.routing_decision USING brin (decided_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing.routing_decision');
  }
}
