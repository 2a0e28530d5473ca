import { Client } from 'pg';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { gridHoursConformance } from '../ports/testing/grid-hours.conformance.fixture';
import { observationStoreConformance } from '../ports/testing/observation-store.conformance.fixture';
import { openObservationStore } from './open-observation-store';
import type { OpenObservationStore } from './open-observation-store';

let database: TestDatabase;
let opened: OpenObservationStore | null = null;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await opened?.close();
  opened = null;
});
afterAll(() => database.drop());

async function execute(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function openEmpty(): Promise<OpenObservationStore> {
  await execute('DROP SCHEMA IF EXISTS ingestion CASCADE');
  opened = await openObservationStore(database.url);
  return opened;
}

observationStoreConformance('PostgreSQL', openEmpty);
gridHoursConformance('PostgreSQL', openEmpty);

describe('PostgreSQL', () => {
  it('keeps the carbon intensity in monthly partitions', async () => {
    const { writer } = await openEmpty();
    const row = {
      zone: 'DE',
      signal: 'average' as const,
      basis: 'direct' as const,
      resolutionMinutes: 60,
      carbonIntensityGPerKwh: 1,
      source: 'eia',
      quality: 'measured' as const,
      knownAtMs: 0,
    };
    await writer.record(
      [Date.UTC(2020, 11, 31, 23), Date.UTC(2021, 0, 1)].map((at) => ({ ...row, validAtMs: at })),
    );
    const partitions = await execute(
      `SELECT tableoid::regclass::text AS name FROM ingestion.carbon_intensity ORDER BY valid_at`,
    );
    expect(partitions).toEqual([
      { name: 'ingestion.carbon_intensity_2020_12' },
      { name: 'ingestion.carbon_intensity_2021_01' },
    ]);
  });

  it('is written by two processes at once without loss or doubles', async () => {
    const { writer, reader } = await openEmpty();
    const other = await openObservationStore(database.url);
    const start = Date.UTC(2021, 10, 1);
    const carbonIntensity = Array.from({ length: 200 }, (_, hour) => ({
      zone: 'DE',
      signal: 'average' as const,
      basis: 'lifecycle' as const,
      validAtMs: start + hour * 3_600_000,
      knownAtMs: start + (hour + 1) * 3_600_000,
      resolutionMinutes: 60,
      carbonIntensityGPerKwh: 100 + hour,
      source: 'eia',
      quality: 'measured' as const,
    }));
    const batches = [{ carbonIntensity, generation: [], weather: [] }];
    const added = await Promise.all([writer.recordBulk(batches), other.writer.recordBulk(batches)]);
    await other.close();
    expect(added.reduce((sum, { carbonIntensity: rows }) => sum + rows, 0)).toBe(200);
    const span = { startMs: start, endMs: start + 200 * 3_600_000 };
    const key = { zone: 'DE', signal: 'average' as const, basis: 'lifecycle' as const };
    const hours = await reader.hourly(key, 'real', span, span.endMs);
    expect(hours.map(({ revisions }) => revisions)).toEqual(Array<number>(200).fill(1));
  });
});
