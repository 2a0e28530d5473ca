import { createOutbox } from '@ecobe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMN = 'ALTER TABLE routing.workload_settlement ADD COLUMN is_logged boolean NOT NULL DEFAULT false';

/**
 * What the emission log is to be told of settlements, in an outbox of its own: a process of an earlier version that empties
 * the other one must not throw it away. Settlements of before are not logged; work that is looked at again is settled anew.
 */
export class LogEmissions1763970000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(COLUMN);
    await createOutbox(runner, 'routing', 'emission_outbox');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE routing.emission_outbox');
    await runner.query('ALTER TABLE routing.workload_settlement DROP COLUMN is_logged');
  }
}
