import { BALANCE } from './adapters/balance.sql';
import { verifyLedger } from './adapters/ledger-verifier';
import { TOTALS } from './adapters/ledger-writes.sql';
import { openBooks } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows of retirements and their lines that a plan looked at. */
function looked(node: PlanNode): number {
  const isOfThem = node['Relation Name']?.startsWith('retirement') ?? false;
  const own = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, plan) => sum + looked(plan), isOfThem ? own : 0);
}

describe('the sums of a balance', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());
  const setStatus = (retirementId: string, status: string) =>
    books.source.query(
      'UPDATE credits.retirement SET status = $2, registry_retirement_id = id::text WHERE id = $1',
      [retirementId, status],
    );
  /** Of what the totals are; statuses that were set by hand are found too. */
  const brokenTotals = async () =>
    (await verifyLedger(books.source)).findings.filter(({ what }) => what.startsWith('confirmed total'));

  it('follow what a registry confirms, rejects, and what is reversed', async () => {
    const creditId = await books.buy({ amountCO2: 1_000 });
    const retire = async (amountCO2: number) =>
      (await books.retire({ items: [{ creditId, amountCO2 }] })).answer.retirementId;
    const [first, second, third] = [await retire(100), await retire(20), await retire(3)];
    expect(await books.balance()).toMatchObject({ confirmedOffset: 0, totalOffset: 123 });
    await Promise.all([setStatus(first, 'CONFIRMED'), setStatus(second, 'CONFIRMED')]);
    await setStatus(third, 'SUBMITTED');
    expect(await books.balance()).toMatchObject({ confirmedOffset: 120, totalOffset: 123 });
    await setStatus(second, 'REJECTED');
    expect(await books.balance()).toMatchObject({ confirmedOffset: 100, totalOffset: 103 });
    await books.reverse(first);
    expect(await books.balance()).toMatchObject({ confirmedOffset: 0, totalOffset: 3 });
    expect(await brokenTotals()).toEqual([]);
    await books.source.query('UPDATE credits.confirmed_total SET grams = grams + 1');
    expect(await brokenTotals()).toMatchObject([{ invariant: 'I-12' }]);
    await books.source.query('UPDATE credits.confirmed_total SET grams = grams - 1');
  });

  it('read no retirement that counts, confirmed or not', async () => {
    const creditId = await books.buy({ organizationId: 'many', amountCO2: 100_000 });
    const items = [{ creditId, amountCO2: 1 }];
    const { retirementId } = (await books.retire({ items })).answer;
    await books.source.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        `INSERT INTO credits.retirement (id, organization_id, entry_id, reason, purpose, status, registry_retirement_id)
         SELECT gen_random_uuid(), organization_id, -n, reason, purpose, CASE n % 2 WHEN 0 THEN 'CONFIRMED' ELSE status END, 'r-' || n
         FROM credits.retirement, generate_series(1, 4000) AS n WHERE id = $1`,
        [retirementId],
      );
      await manager.query(
        `INSERT INTO credits.retirement_line (retirement_id, organization_id, credit_id, grams)
         SELECT id, organization_id, $1, 1 FROM credits.retirement WHERE entry_id < 0`,
        [creditId],
      );
    });
    await books.source.query('ANALYZE credits.retirement, credits.retirement_line');
    for (const [sql, values] of [
      [BALANCE, ['many', 30]],
      [TOTALS, ['many']],
    ] as const) {
      const [row] = await books.source.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
        [...values],
      );
      expect(row === undefined ? null : looked(row['QUERY PLAN'][0].Plan)).toBe(0);
    }
  });
});
