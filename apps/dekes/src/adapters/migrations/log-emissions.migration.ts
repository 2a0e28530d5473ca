import { createOutbox } from '@ecobe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  'ALTER TABLE dekes.dekes_workload ADD COLUMN functional_unit jsonb',
  `ALTER TABLE dekes.dekes_settlement ADD COLUMN revision integer, ADD COLUMN functional_unit jsonb,
     ADD COLUMN is_logged boolean NOT NULL DEFAULT false`,
  `UPDATE dekes.dekes_settlement s SET revision = numbered.revision
   FROM (SELECT workload_id, settled_at, row_number() OVER (PARTITION BY workload_id ORDER BY settled_at) AS revision
     FROM dekes.dekes_settlement) AS numbered
   WHERE numbered.workload_id = s.workload_id AND numbered.settled_at = s.settled_at`,
  `ALTER TABLE dekes.dekes_settlement ALTER COLUMN revision SET NOT NULL,
     ADD CONSTRAINT revision_once UNIQUE (workload_id, revision)`,
];

/** Settlements under a number, what the emission log is to be told of them, and what runs brought. */
export class LogEmissions1763900500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of COLUMNS) await runner.query(sql);
    await createOutbox(runner, 'dekes', 'emission_outbox');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dekes.emission_outbox');
    await runner.query(
      'ALTER TABLE dekes.dekes_settlement DROP COLUMN revision, DROP COLUMN functional_unit, DROP COLUMN is_logged',
    );
    await runner.query('ALTER TABLE dekes.dekes_workload DROP COLUMN functional_unit');
  }
}
