import type { DataSource } from 'typeorm';

/** Any constant will do, as long as all services that boot at once use the same. */
const MIGRATION_LOCK_ID = 3_625_001;

/**
 * Creates the schema and runs what is pending, one process at a time however many boot together.
 *
 * @throws Error of what failed first; what fails in cleaning up after it does not hide it.
 */
export async function migrate(dataSource: DataSource, schema: string): Promise<void> {
  const lock = dataSource.createQueryRunner();
  try {
    await lock.connect();
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK_ID]);
    try {
      await lock.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      // A session that cannot unlock has ended, and its lock with it.
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK_ID]).catch(() => undefined);
    }
  } finally {
    await lock.release();
  }
}
