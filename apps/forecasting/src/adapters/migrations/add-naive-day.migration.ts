import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the seasonal naive said at the issue, kept so that both are scored on what was known then. */
export class AddNaiveDay1763900110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE forecasting.carbon_forecast
        ADD COLUMN naive_g_per_kwh real[] CHECK (cardinality(naive_g_per_kwh) IN (0, 24))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE forecasting.carbon_forecast DROP COLUMN naive_g_per_kwh');
  }
}
