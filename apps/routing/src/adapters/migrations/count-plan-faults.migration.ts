import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that nobody can plan is given up after some tries, without ever having had a start. */
export class CountPlanFaults1763930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.workload ADD COLUMN plan_fault_count integer NOT NULL DEFAULT 0');
    await dropStartCheck(runner);
    await addStartCheck(runner, ['accepted', 'cancelled', 'dead']);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropStartCheck(runner);
    await runner.query("DELETE FROM routing.workload WHERE status = 'dead' AND start_at IS NULL");
    await addStartCheck(runner, ['accepted', 'cancelled']);
    await runner.query('ALTER TABLE routing.workload DROP COLUMN plan_fault_count');
  }
}

async function addStartCheck(runner: QueryRunner, startless: readonly string[]): Promise<void> {
  const statuses = startless.map((status) => `'${status}'`).join(', ');
  await runner.query(
    `ALTER TABLE routing.workload ADD CHECK (status IN (${statuses}) OR start_at IS NOT NULL)`,
  );
}

/** It has no name of its own. */
async function dropStartCheck(runner: QueryRunner): Promise<void> {
  const checks = (await runner.query(
    `SELECT conname FROM pg_constraint WHERE conrelid = 'routing.workload'::regclass AND contype = 'c'
       AND pg_get_constraintdef(oid) LIKE '%start_at IS NOT NULL%'`,
  )) as { conname: string }[];
  for (const { conname } of checks)
    await runner.query(`ALTER TABLE routing.workload DROP CONSTRAINT "${conname}"`);
}
