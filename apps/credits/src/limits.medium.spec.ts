import { EmissionLogRepository } from './adapters/emission-log.repository';
import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

describe('how long the books may be waited for', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());
  /** While another session keeps a table to itself. */
  const whileLocked = async <Seen>(table: string, work: () => Promise<Seen>): Promise<Seen> => {
    const other = books.source.createQueryRunner();
    await other.startTransaction();
    try {
      await other.query(`LOCK TABLE credits.${table} IN ACCESS EXCLUSIVE MODE`);
      return await work();
    } finally {
      await other.rollbackTransaction();
      await other.release();
    }
  };

  it('has a limit in every session', async () => {
    const [limits] = await books.source.query<unknown[]>(`
      SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
        current_setting('idle_in_transaction_session_timeout') AS idle`);
    expect(limits).toEqual({ statement: '5s', lock: '2s', idle: '10s' });
  });

  it('is told to who reads, as to who writes', async () => {
    const query = { organizationId: 'o', from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
    const log = new EmissionLogRepository(books.source);
    const busy = { status: 503, code: 'LEDGER_BUSY', retryAfterSeconds: 1 };
    const seen = await Promise.all([
      whileLocked('emission_total', () => problemOf(books.balance())),
      whileLocked('emission_log', () => problemOf(log.sums({ ...query, groupBy: 'none' }, 'none', 1))),
    ]);
    expect(seen).toMatchObject([busy, busy]);
  });
});
