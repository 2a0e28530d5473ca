import * as fc from 'fast-check';
import { AuditChainRepository } from './adapters/audit-chain.repository';
import { verifyLedger } from './adapters/ledger-verifier';
import { steps } from './ledger-model.fixture';
import { LedgerReplay } from './ledger-replay.fixture';
import { openBooks } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(120_000);

describe('the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());

  it('are what the model says after every step, and keep every rule in the end', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(steps, (some) => new LedgerReplay(books, `run-${(run += 1)}`).replay(some)),
      { numRuns: 30 },
    );
    const chain = new AuditChainRepository(books.source);
    while ((await chain.seal()) > 0);
    const { findings, entryCount } = await verifyLedger(books.source);
    // The model's emissions are written into the totals alone.
    expect(findings.filter(({ invariant }) => invariant !== 'I-13')).toEqual([]);
    expect(entryCount).toBeGreaterThan(100);
  });

  it('reverse a retirement once, and let it count no longer', async () => {
    const creditId = await books.buy({ amountCO2: 10 });
    const { answer } = await books.retire({ items: [{ creditId, amountCO2: 4 }] });
    expect(await books.balance()).toMatchObject({ totalOffset: 4 });
    const first = await books.reverse(answer.retirementId);
    expect(first).toMatchObject({ reversedCO2: 4, reason: 'a fire', isNew: true });
    const again = await books.reverse(answer.retirementId, 'org-1', 'another reason');
    expect(again).toEqual({ ...first, isNew: false });
    expect(await books.balance()).toMatchObject({ totalOffset: 0, availableCO2: 6 });
    expect(await books.one(creditId)).toMatchObject({ reversedCO2: 4, retiredCO2: 0, status: 'ACTIVE' });
    for (const [id, organization] of [
      [answer.retirementId, 'org-2'],
      ['x', 'org-1'],
    ] as const)
      await expect(books.reverse(id, organization)).rejects.toMatchObject({
        problem: { status: 404, code: 'RETIREMENT_NOT_FOUND' },
      });
  });

  it('move what is left of lots whose time has passed, and nothing of those on hold', async () => {
    await books.expire();
    const [late, held] = [await books.buy(), await books.buy()];
    await books.letPass(late);
    await books.letPass(held);
    await books.source.query("UPDATE credits.carbon_credit SET hold = 'SUSPENDED' WHERE id = $1", [held]);
    expect(await books.expire()).toBe(1);
    expect(await books.expire()).toBe(0);
    expect(await books.one(late)).toMatchObject({ status: 'EXPIRED', expiredCO2: 10_000, availableCO2: 0 });
    expect(await books.one(held)).toMatchObject({ status: 'SUSPENDED', availableCO2: 10_000 });
  });
});
