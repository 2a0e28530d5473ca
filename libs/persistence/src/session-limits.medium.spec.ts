import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase } from '../../../test/support/database';
import { openSchema } from './persistence.module';

const LIMITS = { statementMs: 200, lockMs: 100, idleInTransactionMs: 5_000 };

class TakeLong1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('SELECT pg_sleep(0.5)');
    await runner.query('CREATE TABLE shop.parcel (id integer)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shop.parcel');
  }
}

describe('session limits', () => {
  it('end what takes too long, but no migration', async () => {
    const database = await createTestDatabase();
    const options = { schema: 'shop', migrations: [TakeLong1763900000000], limits: LIMITS };
    const source = await openSchema(options, database.url);
    try {
      await expect(source.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
      const other = source.createQueryRunner();
      await other.startTransaction();
      await other.query('LOCK TABLE shop.parcel');
      await expect(source.query('TABLE shop.parcel')).rejects.toMatchObject({ code: '55P03' });
      await other.release();
    } finally {
      await source.destroy();
      await database.drop();
    }
  });
});
