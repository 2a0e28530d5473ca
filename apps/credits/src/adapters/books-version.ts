import type { DataSource } from 'typeorm';
import { CREDITS_SCHEMA } from './credits-schema';

/** @throws Error unless there are books as this version keeps them */
export async function requireBooks(source: DataSource): Promise<void> {
  const [found] = await source.query<{ table: string | null }[]>(
    "SELECT to_regclass('credits.migrations')::text AS table",
  );
  if (found?.table == null) throw new Error('There are no books in this database.');
  const done = await source.query<{ name: string }[]>('SELECT name FROM credits.migrations');
  const names = new Set(done.map(({ name }) => name));
  const missing = CREDITS_SCHEMA.migrations.filter(({ name }) => !names.has(name));
  if (missing.length > 0 || names.size > CREDITS_SCHEMA.migrations.length) {
    throw new Error(
      'The books in this database are of another version: start the service of this one first.',
    );
  }
}
