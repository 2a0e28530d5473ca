import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { PurchaseCreditsRequest } from './credits.purchase.dto';
import { RetireCreditsRequest } from './credits.retire.dto';

const PURCHASE = { organizationId: 'o', amountCO2: 1, provider: 'Gold Standard', priceUsd: 1 };
const RETIREMENT = { creditIds: ['019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d'], reason: 'Q4' };

/** Members that are refused, with those inside them. */
const refused = (type: new () => object, body: object): string[] =>
  validateSync(plainToInstance(type, body)).flatMap(({ property, children = [] }) => [
    property,
    ...children.map((child) => `${property}/${child.property}`),
  ]);

describe('texts that a record is read by', () => {
  it.each([' ', '\t\n', '\u00a0'])('are refused where they are blank: %j', (blank) => {
    expect(refused(PurchaseCreditsRequest, { ...PURCHASE, provider: blank })).toEqual(['provider']);
    expect(refused(RetireCreditsRequest, { ...RETIREMENT, reason: blank })).toEqual(['reason']);
    expect(refused(RetireCreditsRequest, { ...RETIREMENT, beneficiary: { name: blank } })).toEqual([
      ...['beneficiary', 'beneficiary/name'],
    ]);
  });

  it('are taken as they are otherwise', () => {
    expect(refused(PurchaseCreditsRequest, PURCHASE)).toEqual([]);
    expect(refused(RetireCreditsRequest, { ...RETIREMENT, beneficiary: { name: ' A ' } })).toEqual([]);
  });
});
