import { noteRefusals } from '@ecobe/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the emission log refused what it was told, so that settlements and the health of the service can say so. */
export class NoteRefusedEmissions1764010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await noteRefusals(runner, 'routing', 'emission_outbox');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.emission_outbox DROP COLUMN refusal, DROP COLUMN added_at');
  }
}
