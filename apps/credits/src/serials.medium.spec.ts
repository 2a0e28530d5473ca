import type { PurchaseCreditsRequest } from '@ecobe/contracts';
import { openBooks, problemOf, purchaseOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

const TEXT = 'GS1-1-KE-GS447-12-2021-5512-1-10';
const lotOf = (tonnes: number, serials: PurchaseCreditsRequest['serials']) =>
  purchaseOf({ amountCO2: tonnes, unit: 't', priceUsd: tonnes * 15, registry: 'GOLD_STANDARD', serials });

describe('serial numbers in the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
    await books.purchase(lotOf(10, { text: TEXT }));
  });
  afterAll(() => books.close());

  it.each<[string, number, PurchaseCreditsRequest['serials']]>([
    ['for less', 9, { text: TEXT }],
    ['for a part of a tonne', 0.5, { text: TEXT }],
    ['a part of the range for less', 5, { text: 'GS1-1-KE-GS447-12-2021-5512-5-10' }],
    ['in lower case', 10, { text: TEXT.toLowerCase() }],
    ['with blanks around', 10, { text: `  ${TEXT} ` }],
    ['with zeros before', 10, { text: 'GS1-1-KE-GS447-12-2021-5512-0001-00010' }],
    ['told apart from its series', 10, { text: 'GS1-1-KE-GS447-12-2021-5512', first: 1, last: 10 }],
    ['told as a part of its text', 3, { text: TEXT, first: 1, last: 3 }],
  ])('are not bought again %s', async (_how, tonnes, serials) => {
    const refused = books.purchase({ ...lotOf(tonnes, serials), organizationId: 'another' });
    expect(await problemOf(refused)).toMatchObject({ status: 409, code: 'SERIAL_ALREADY_TRACKED' });
  });

  it('are compared in one form where the text is no range', async () => {
    await books.purchase(lotOf(1, { text: 'Certificate  Seventeen' }));
    for (const text of ['certificate seventeen', ' CERTIFICATE SEVENTEEN-'])
      expect(await problemOf(books.purchase(lotOf(1, { text })))).toMatchObject({
        code: 'SERIAL_ALREADY_TRACKED',
      });
  });

  it('are no fewer than tonnes', async () => {
    const refused = books.purchase(lotOf(11, { text: 'GS1-9-1-10' }));
    expect(await problemOf(refused)).toMatchObject({ status: 400, errors: [{ pointer: '/serials/text' }] });
  });

  it('belong to no grams in particular where there are more of them than tonnes', async () => {
    const { answer } = await books.purchase(lotOf(2, { text: 'GS1-8-1-10' }));
    expect(answer.serials).toEqual({ text: 'GS1-8-1-10', first: null, last: null });
    const { creditId } = answer;
    const { answer: retired } = await books.retire({ items: [{ creditId, amountCO2: 1, unit: 't' }] });
    expect(retired.lines[0]?.serials).toBeNull();
  });
});
