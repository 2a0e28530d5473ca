import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '../../../../test/support/database';
import type { TestDatabase } from '../../../../test/support/database';
import { openSchema } from '../persistence.module';
import { Outbox, createOutbox, noteRefusals } from './outbox';
import type { OutboxEntry } from './outbox';

class CreateOutbox1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createOutbox(runner, 'shop');
    await noteRefusals(runner, 'shop');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop.outbox');
  }
}

const entries = (...keys: string[]): OutboxEntry[] =>
  keys.map((key) => ({ key, topic: 'parcels', payload: { key } }));

describe('Outbox', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let outbox: Outbox;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openSchema({ schema: 'shop', migrations: [CreateOutbox1763900000000] }, database.url);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    await dataSource.query('TRUNCATE shop.outbox');
    outbox = new Outbox(dataSource, 'shop');
  });
  const add = (...keys: string[]) =>
    dataSource.transaction((manager) => outbox.add(manager, entries(...keys)));
  const relayed = async (from = outbox) => {
    const seen: OutboxEntry[] = [];
    await from.relay((handed) => {
      seen.push(...handed);
      return Promise.resolve();
    });
    return seen;
  };

  it('hands on what was committed, once, in order', async () => {
    await add('a', 'b');
    await add('b', 'c');
    expect(await relayed()).toEqual(entries('a', 'b', 'c'));
    expect(await relayed()).toEqual([]);
    expect(await outbox.depth()).toBe(3);
  });

  it('hands on nothing of a transaction that was rolled back', async () => {
    const broken = dataSource.transaction(async (manager) => {
      await outbox.add(manager, entries('x'));
      throw new Error('no stock');
    });
    await expect(broken).rejects.toThrow('no stock');
    expect(await relayed()).toEqual([]);
  });

  it('keeps what could not be handed on', async () => {
    await add('a');
    await expect(outbox.relay(() => Promise.reject(new Error('redis is away')))).rejects.toThrow('away');
    expect(await relayed()).toEqual(entries('a'));
  });

  it('hands on again what nobody finished, and never what is done', async () => {
    const impatient = new Outbox(dataSource, 'shop', { redeliveryMs: 0 });
    await add('lost', 'finished');
    expect(await relayed(impatient)).toHaveLength(2);
    await impatient.done(['finished']);
    expect(await relayed(impatient)).toEqual(entries('lost'));
  });

  it('tells what waits and what was refused, each with the age of the oldest', async () => {
    const empty = { waiting: 0, refused: 0, oldestWaitingSeconds: null, oldestRefusedSeconds: null };
    expect(await outbox.backlog()).toEqual(empty);
    await add('a', 'b', 'c');
    await outbox.refuse('b', 'no such parcel');
    await dataSource.query("UPDATE shop.outbox SET added_at = now() - interval '2 hours' WHERE key = 'a'");
    const { oldestWaitingSeconds, oldestRefusedSeconds, ...counts } = await outbox.backlog();
    expect(counts).toEqual({ waiting: 3, refused: 1 });
    expect(oldestWaitingSeconds).toBeGreaterThanOrEqual(7_200);
    expect(oldestRefusedSeconds).toBeLessThan(600);
    await outbox.done(['a', 'b', 'c']);
    expect(await outbox.backlog()).toEqual(empty);
  });

  it('gives each entry to one of two processes that relay at once', async () => {
    await add(...Array.from({ length: 700 }, (_, i) => `k${i}`));
    const seen: string[] = [];
    let arrived = 0;
    let bothHaveSome: () => void;
    const both = new Promise<void>((resolve) => (bothHaveSome = resolve));
    const slowly = async (handed: readonly OutboxEntry[]) => {
      seen.push(...handed.map(({ key }) => key));
      if (++arrived === 2) bothHaveSome();
      await both;
    };
    expect(await Promise.all([outbox.relay(slowly), outbox.relay(slowly)])).toEqual(
      expect.arrayContaining([500, 200]),
    );
    expect(new Set(seen).size).toBe(700);
  });
});
