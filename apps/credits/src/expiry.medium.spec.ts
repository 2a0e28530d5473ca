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

  it('of one organisation whose lots are in use does not keep that of the others', async () => {
    const organizations = ['crowd-1', 'crowd-2', 'crowd-3'];
    const lots = new Map<string, string>();
    for (const organizationId of organizations) {
      const creditId = await books.buy({ organizationId });
      await books.letPass(creditId);
      lots.set(organizationId, creditId);
    }
    const other = books.source.createQueryRunner();
    await other.startTransaction();
    await other.query("SELECT FROM credits.carbon_credit WHERE organization_id <> 'crowd-2' FOR UPDATE");
    const faults: string[] = [];
    const expired = await books.expire((organizationId) => faults.push(organizationId));
    await other.rollbackTransaction();
    await other.release();
    expect(expired).toBe(1);
    expect(faults.sort()).toEqual(['crowd-1', 'crowd-3']);
    expect(await books.one(lots.get('crowd-2') ?? '', 'crowd-2')).toMatchObject({ availableCO2: 0 });
    expect(await books.expire()).toBe(2);
  });
});
