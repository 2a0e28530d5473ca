import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No plan starts too late; what was handed over late started when it did. */
export class AllowLateStarts1763940000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const checks = (await runner.query(
      `SELECT conname FROM pg_constraint WHERE conrelid = 'routing.workload'::regclass AND contype = 'c'
         AND pg_get_constraintdef(oid) LIKE '%start_at <= last_start_at%'`,
    )) as { conname: string }[];
    for (const { conname } of checks)
      await runner.query(`ALTER TABLE routing.workload DROP CONSTRAINT "${conname}"`);
    await runner.query(
      `ALTER TABLE routing.workload ADD CONSTRAINT workload_planned_in_time
         CHECK (status NOT IN ('accepted', 'planned') OR start_at <= last_start_at)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE routing.workload DROP CONSTRAINT workload_planned_in_time');
    await runner.query(
      'ALTER TABLE routing.workload ADD CONSTRAINT workload_check CHECK (start_at <= last_start_at) NOT VALID',
    );
  }
}
