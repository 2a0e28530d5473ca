import { randomUUID } from 'node:crypto';
import { DAY_MS } from '@ecobe/carbon';
import { openSchema } from '@ecobe/persistence';
import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { NOW_MS, clockAt } from '../dekes.fixture';
import { RetainHistoryUseCase } from '../features/retain-history/retain-history.use-case';
import { DEKES_SCHEMA } from './dekes.schema';
import { HistoryRetentionRepository } from './history-retention.repository';

jest.setTimeout(60_000);
const KEPT_DAYS = 30;

describe('HistoryRetentionRepository', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema(DEKES_SCHEMA, database.url);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const at = (daysAgo: number) => new Date(NOW_MS - daysAgo * DAY_MS);
  const run = async (status: string, daysAgo: number) => {
    const id = randomUUID();
    await source.query(
      "INSERT INTO dekes.dekes_workload (id, kind, status, created_at) VALUES ($1, 'route', $2, $3)",
      [id, status, at(daysAgo)],
    );
    return id;
  };
  const message = (workloadId: string, key: string, status: string, daysAgo: number) =>
    source.query(
      `INSERT INTO dekes.dekes_message (key, kind, workload_id, body, created_at, status)
       VALUES ($1, 'report', $2, '{}', $3, $4)`,
      [key, workloadId, at(daysAgo), status],
    );
  const settle = (workloadId: string, daysAgo: number) =>
    source.query(
      `INSERT INTO dekes.dekes_settlement (workload_id, settled_at, actual_g, carbon_intensity_g_per_kwh, energy_kwh,
         energy_quality, quality, revision) VALUES ($1, $2, 1, 1, 1, 'planned', 'measured', 1)`,
      [workloadId, at(daysAgo)],
    );
  const left = async (sql: string) => (await source.query<{ name: string }[]>(sql)).map(({ name }) => name);

  it('removes in portions old messages that are through and old advice, and nothing else', async () => {
    const completed = await run('completed', 300);
    await settle(completed, 299);
    const kept = [completed, await run('dead', 300), await run('planned', 300), await run('decided', 29)];
    // Advice that led to a message is removed after the message, not with what it waits for.
    const told = await run('decided', 300);
    await message(told, 'waiting', 'waiting', 300);
    for (let n = 0; n < 5; n += 1) await run('decided', 31 + n);
    for (let n = 0; n < 3; n += 1) await message(completed, `old-${n}`, 'delivered', 31 + n);
    await message(completed, 'given-up', 'dead', 31);
    await message(completed, 'new', 'delivered', 29);
    const retention = new HistoryRetentionRepository(source, 2);
    const retain = () => new RetainHistoryUseCase(retention, clockAt(), KEPT_DAYS).run();

    expect(await retain()).toEqual({ messages: 4, advice: 5 });
    expect(await left('SELECT key AS name FROM dekes.dekes_message ORDER BY key')).toEqual([
      'new',
      'waiting',
    ]);
    expect((await left('SELECT id AS name FROM dekes.dekes_workload')).sort()).toEqual(
      [...kept, told].sort(),
    );
    expect(await left('SELECT workload_id AS name FROM dekes.dekes_settlement')).toEqual([completed]);
    expect(await retain()).toEqual({ messages: 0, advice: 0 });
  });
});
