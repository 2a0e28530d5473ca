import { realpath } from 'node:fs/promises';
import { Client } from 'pg';

/** Whether a PostgreSQL answers at the URL and keeps its data in that very folder, by whatever path it was given. */
export async function servesFolder(url: string, dataFolder: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  // A server that goes away between two calls must not end us; the calls themselves tell.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query<{ setting: string }>(
      `SELECT current_setting('data_directory') AS setting`,
    );
    return (await realpath(found.rows[0]?.setting ?? '')) === (await realpath(dataFolder));
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the database `name` unless it is there. `adminUrl` points to another database of the same server. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
