import type { DataSource } from 'typeorm';
import { migrate } from './migrate';

/** A database that fails at the statements which `isFailing` picks, and tells what it was asked. */
function database(isFailing: (sql: string) => boolean) {
  const asked: string[] = [];
  const run = (sql: string) => {
    asked.push(sql);
    return isFailing(sql) ? Promise.reject(new Error(`failed: ${sql}`)) : Promise.resolve([]);
  };
  const runner = {
    connect: () => Promise.resolve(),
    query: run,
    release: () => run('release'),
  };
  const source = { createQueryRunner: () => runner, runMigrations: () => run('migrations') };
  return { source: source as unknown as DataSource, asked };
}

const all = [
  'SELECT pg_advisory_lock($1)',
  'CREATE SCHEMA IF NOT EXISTS "routing"',
  'migrations',
  'SELECT pg_advisory_unlock($1)',
  'release',
];

describe('migrate', () => {
  it('migrates under the lock, and gives all back', async () => {
    const { source, asked } = database(() => false);
    await migrate(source, 'routing');
    expect(asked).toEqual(all);
  });

  it('tells why a migration failed although the unlock fails too', async () => {
    const { source, asked } = database((sql) => sql === 'migrations' || sql.includes('unlock'));
    await expect(migrate(source, 'routing')).rejects.toThrow('failed: migrations');
    expect(asked).toEqual(all);
  });

  it('does not unlock what it never locked', async () => {
    const { source, asked } = database((sql) => sql.includes('advisory_lock'));
    await expect(migrate(source, 'routing')).rejects.toThrow('failed: SELECT pg_advisory_lock($1)');
    expect(asked).toEqual(['SELECT pg_advisory_lock($1)', 'release']);
  });
});
