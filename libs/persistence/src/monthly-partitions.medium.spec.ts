import type { DataSource } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import type { TestDatabase } from '../../../test/support/database';
import { MonthlyPartitions } from './monthly-partitions';
import { openSchema } from './persistence.module';

const LIMITS = { statementMs: 20_000, lockMs: 1_000, idleInTransactionMs: 20_000 };
const [MAY, JUNE] = [Date.UTC(2026, 4, 31, 23), Date.UTC(2026, 5, 1)];

const TABLE = [
  `CREATE TABLE shop.parcel (id bigint GENERATED ALWAYS AS IDENTITY, at timestamptz NOT NULL, name text NOT NULL CHECK (name <> ''),
     PRIMARY KEY (at, id), UNIQUE (at, name)) PARTITION BY RANGE (at)`,
  'CREATE INDEX parcel_of_name ON shop.parcel (name)',
  `CREATE FUNCTION shop.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'kept for good'; END $$`,
  'CREATE TRIGGER kept BEFORE DELETE ON shop.parcel FOR EACH ROW EXECUTE FUNCTION shop.refuse()',
];
const guardOf = (partition: string): string =>
  `CREATE TRIGGER never_emptied BEFORE TRUNCATE ON ${partition} FOR EACH STATEMENT EXECUTE FUNCTION shop.refuse()`;

describe('MonthlyPartitions', () => {
  let database: TestDatabase;
  let source: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    source = await openSchema({ schema: 'shop', migrations: [], limits: LIMITS }, database.url);
    for (const sql of TABLE) await source.query(sql);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  const add = (instantMs: number, name: string) =>
    source.query('INSERT INTO shop.parcel (at, name) VALUES ($1, $2)', [new Date(instantMs), name]);

  it('are made once by many at a time, with all that the table has, while it is read', async () => {
    const reader = source.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT count(*) FROM shop.parcel');
    const all = Array.from({ length: 4 }, () => new MonthlyPartitions(source, 'shop.parcel', guardOf));
    await Promise.all(all.map((partitions) => partitions.ensure([MAY, JUNE])));
    await reader.rollbackTransaction();
    await reader.release();
    await add(MAY, 'a');
    await add(JUNE, 'b');
    const rows = await source.query<{ part: string }[]>(
      'SELECT tableoid::regclass::text AS part, id FROM shop.parcel ORDER BY at',
    );
    expect(rows).toEqual([
      { part: 'shop.parcel_2026_05', id: '1' },
      { part: 'shop.parcel_2026_06', id: '2' },
    ]);
    await expect(add(MAY, 'a')).rejects.toMatchObject({ code: '23505' });
    await expect(add(MAY, '')).rejects.toMatchObject({ code: '23514' });
    await expect(source.query('DELETE FROM shop.parcel_2026_05')).rejects.toThrow('kept for good');
    await expect(source.query('TRUNCATE shop.parcel_2026_06')).rejects.toThrow('kept for good');
    const [indexes] = await source.query<unknown[]>(
      `SELECT count(*)::int AS attached FROM pg_inherits WHERE inhparent IN
         (SELECT indexrelid FROM pg_index WHERE indrelid = 'shop.parcel'::regclass AND indisvalid)`,
    );
    expect(indexes).toEqual({ attached: 6 });
  });
});
