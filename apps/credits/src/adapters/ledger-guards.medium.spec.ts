import * as fc from 'fast-check';
import { HOLDS, lotStatus } from '@ecobe/ledger';
import type { Hold } from '@ecobe/ledger';
import { openBooks } from '../ledger.fixture';
import type { Books } from '../ledger.fixture';
import { creditOf } from './credit-rows';
import type { CreditRow } from './credit-rows';

jest.setTimeout(60_000);

describe('what the database itself refuses', () => {
  let books: Books;
  let creditId: string;
  beforeAll(async () => {
    books = await openBooks();
    creditId = await books.buy({ amountCO2: 100 });
    await books.retire({ items: [{ creditId, amountCO2: 10 }] }, 'a key');
    const { answer } = await books.retire({ items: [{ creditId, amountCO2: 10 }] });
    await books.reverse(answer.retirementId);
  });
  afterAll(() => books.close());
  const run = (sql: string) => books.source.query(sql);
  const entry = `WITH e AS (INSERT INTO credits.ledger_entry (organization_id, kind) VALUES ('org-1', 'RETIRE') RETURNING id)`;

  it.each([
    'UPDATE credits.ledger_entry SET request_id = NULL',
    'DELETE FROM credits.ledger_entry',
    "UPDATE credits.posting SET account = 'EXPIRED' WHERE account = 'RETIRED'",
    'DELETE FROM credits.posting',
    'TRUNCATE credits.posting',
    'TRUNCATE credits.ledger_entry CASCADE',
    'UPDATE credits.retirement_line SET grams = 1',
    'DELETE FROM credits.retirement_line',
    'DELETE FROM credits.carbon_credit',
    'DELETE FROM credits.retirement',
    'DELETE FROM credits.outbox_event',
  ])('%s', async (sql) => {
    await expect(run(sql)).rejects.toThrow('refused');
  });

  it.each([
    ["UPDATE credits.carbon_credit SET organization_id = 'org-2'", 'cannot become another'],
    [
      'UPDATE credits.carbon_credit SET issued_g = 101, available_g = available_g + 1',
      'cannot become another',
    ],
    ['UPDATE credits.carbon_credit SET expires_at = now()', 'cannot become another'],
    ['UPDATE credits.carbon_credit SET available_g = 90, retired_g = 0', 'cannot be unretired'],
    ['UPDATE credits.carbon_credit SET available_g = available_g - 1', 'credit_grams_are_somewhere'],
    ['UPDATE credits.carbon_credit SET available_g = -11, retired_g = 101', 'available_g_check'],
    [
      "UPDATE credits.carbon_credit SET certificate_url = 'https://x', certificate_status = 'REACHABLE'",
      'its certificate',
    ],
    ["UPDATE credits.idempotency_key SET answer = '{}' WHERE key = 'a key'", 'is kept as it is'],
    ["DELETE FROM credits.idempotency_key WHERE key = 'a key'", 'is kept as it is'],
    ["UPDATE credits.retirement SET status = 'ALLOCATED' WHERE status = 'REVERSED'", 'reversed for good'],
    [
      `INSERT INTO credits.posting SELECT entry_id, organization_id, credit_id, 'EXPIRED', 1 FROM credits.posting LIMIT 1`,
      'is complete',
    ],
    ["UPDATE credits.retirement SET reason = 'another' WHERE status <> 'REVERSED'", 'cannot become another'],
    ["UPDATE credits.retirement SET status = 'CONFIRMED' WHERE status <> 'REVERSED'", 'violates check'],
  ])('%s', async (sql, why) => {
    await expect(run(sql)).rejects.toThrow(why);
  });

  it('entries that do not balance, or of the lots of others', async () => {
    const half = (organization: string) =>
      `${entry} INSERT INTO credits.posting SELECT id, '${organization}', '${creditId}', 'RETIRED', 1 FROM e`;
    await expect(run(half('org-1'))).rejects.toThrow('do not sum to 0');
    await expect(run(half('org-2'))).rejects.toThrow('foreign key');
    const nothing = `${entry} INSERT INTO credits.posting SELECT id, 'org-1', '${creditId}', 'RETIRED', 0 FROM e`;
    await expect(run(nothing)).rejects.toThrow('violates check');
  });

  it('another line in a retirement that is complete', async () => {
    const other = await books.buy();
    const line = `INSERT INTO credits.retirement_line SELECT retirement_id, organization_id, '${other}', 1
      FROM credits.retirement_line LIMIT 1`;
    await expect(run(line)).rejects.toThrow('is complete');
  });

  it('a second entry under one key, and a second reversal of one entry', async () => {
    const keyed = `INSERT INTO credits.ledger_entry (organization_id, kind, operation, idempotency_key)
      VALUES ('org-9', 'EXPIRE', 'op', 'key')`;
    await run(keyed);
    await expect(run(keyed)).rejects.toThrow('entry_once_per_key');
    const reversal = `INSERT INTO credits.ledger_entry (organization_id, kind, reverses_id)
      SELECT organization_id, 'REVERSE', id FROM credits.ledger_entry WHERE organization_id = 'org-9' AND kind = 'EXPIRE'`;
    await run(reversal);
    await expect(run(reversal)).rejects.toThrow('entry_reversed_once');
  });

  it('derives the status of a lot as the pure function does', async () => {
    const grams = fc.bigInt({ min: 0n, max: 2n });
    const lots = fc.array(
      fc.record({
        amounts: fc
          .tuple(grams, grams, grams, grams, grams, grams)
          .filter((all) => all.some((one) => one > 0n)),
        hold: fc.constantFrom<Hold | null>(null, null, ...HOLDS),
        expiresIn: fc.constantFrom(null, '-1 hour', '1 hour'),
      }),
      { minLength: 100, maxLength: 100 },
    );
    await fc.assert(
      fc.asyncProperty(lots, async (some) => {
        for (const { amounts, hold, expiresIn } of some)
          await books.source.query(
            `INSERT INTO credits.carbon_credit (id, organization_id, provider, registry, details, price_cents, hold, expires_at,
               issued_g, available_g, reserved_g, retired_g, cancelled_g, expired_g, reversed_g)
             VALUES (gen_random_uuid(), 'viewed', 'P', 'OTHER', '{}', 0, $1, now() + $2::interval, $3, $4, $5, $6, $7, $8, $9)`,
            [hold, expiresIn, ...[amounts.reduce((sum, one) => sum + one), ...amounts].map(String)],
          );
        const rows = await books.source.query<(CreditRow & { status: string; now: Date })[]>(
          "SELECT *, now() AS now FROM credits.credit_with_status WHERE organization_id = 'viewed'",
        );
        for (const row of rows) expect(lotStatus(creditOf(row), row.now.getTime())).toBe(row.status);
      }),
      { numRuns: 5 },
    );
  });
});
