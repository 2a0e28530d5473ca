import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

describe('expiry', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());

  it('is no other status once it is posted, of a lot that was retired in part too', async () => {
    const organizationId = 'in-part';
    const creditId = await books.buy({ organizationId, amountCO2: 1_000 });
    const items = [{ creditId, amountCO2: 1 }];
    await books.retire({ items });
    await books.letPass(creditId);
    const seen = async () => ({
      status: (await books.one(creditId, organizationId)).status,
      refusal: await problemOf(books.retire({ items })).then(({ code, detail }) => ({ code, detail })),
      listed: (await books.list.list({ organizationId, limit: 5, status: 'EXPIRED' })).items.length,
    });
    const before = await seen();
    expect(await books.expire()).toBe(1);
    expect(await books.one(creditId, organizationId)).toMatchObject({ expiredCO2: 999, retiredCO2: 1 });
    expect(await seen()).toEqual(before);
    expect(before).toMatchObject({
      ...{ status: 'EXPIRED', listed: 1 },
      refusal: { code: 'CREDIT_NOT_RETIRABLE' },
    });
  });
});
