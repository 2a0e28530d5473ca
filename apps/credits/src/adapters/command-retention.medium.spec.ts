import { openBooks } from '../ledger.fixture';
import type { Books } from '../ledger.fixture';
import { CommandRetentionRepository } from './command-retention.repository';
import { verifyLedger } from './ledger-verifier';

jest.setTimeout(60_000);

describe('CommandRetentionRepository', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());
  const keys = async () =>
    (await books.source.query<{ key: string }[]>('SELECT key FROM credits.idempotency_key ORDER BY key')).map(
      ({ key }) => key,
    );
  /** Lets commands be of so many hours ago; the guard against that stands aside meanwhile. */
  const age = (pattern: string, hours: number) =>
    books.source.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        "UPDATE credits.idempotency_key SET created_at = now() - $2 * interval '1 hour' WHERE key LIKE $1",
        [pattern, hours],
      );
    });

  it('drops what nobody can repeat after a week, and nothing under a key of a caller', async () => {
    const commands = new CommandRetentionRepository(books.source);
    const creditId = await books.buy({ amountCO2: 100 });
    await age('%', 0);
    const items = [{ creditId, amountCO2: 1 }];
    await books.retire({ items }, 'call:old');
    await books.retire({ items }, 'call:young');
    await books.autoOffset({}, 'call:nothing-to-do');
    const first = await books.retire({ items }, 'client:old');
    const before = await keys();
    expect(await commands.prune()).toBe(0);
    await age('call:%', 7 * 24 + 1);
    await age('call:young', 7 * 24 - 1);
    await age('client:%', 10_000);
    expect(await commands.prune()).toBe(2);
    expect(await keys()).toEqual(before.filter((key) => !['call:old', 'call:nothing-to-do'].includes(key)));
    expect((await books.retire({ items }, 'client:old')).answer).toEqual(first.answer);
    const { findings } = await verifyLedger(books.source);
    expect(findings.filter(({ invariant }) => invariant === 'I-8')).toEqual([]);
  });
});
