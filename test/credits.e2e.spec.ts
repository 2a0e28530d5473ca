import type {
  AutoOffsetAnswer,
  BalanceAnswer,
  CreditPage,
  PurchaseAnswer,
  RetirementAnswer,
} from '@ecobe/contracts';
import { LONG_MINUTE } from './support/grid';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

/** As the brief of the product shows it. */
const PURCHASE = {
  organizationId: 'org_123',
  amountCO2: 10_000,
  provider: 'Gold Standard',
  priceUsd: 150,
  certificateUrl: 'https://registry.goldstandard.org/cert/123',
};

describe('credits over HTTP', () => {
  let suite: TestSuite;
  beforeAll(async () => {
    suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' } });
  });
  afterAll(() => suite.stop());

  const ask = async <Answer>(path: string, init: RequestInit = {}) => {
    const response = await fetch(`${suite.url}/api/v1/credits${path}`, init);
    const text = await response.text();
    const { status, headers } = response;
    return {
      status,
      headers,
      text,
      json: JSON.parse(text) as Answer & { code?: string; errors?: { pointer: string }[] },
    };
  };
  const post = <Answer>(path: string, body: unknown, key?: string) =>
    ask<Answer>(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get = async <Answer>(path: string) => (await ask<Answer>(path)).json;

  it('goes from purchase to balance', async () => {
    const bought = await post<PurchaseAnswer>('/purchase', PURCHASE, 'buy-1');
    expect(bought.status).toBe(201);
    const { creditId } = bought.json;
    expect(bought.json).toMatchObject({
      status: 'ACTIVE',
      amountCO2: 10_000,
      unit: 'g',
      registry: 'GOLD_STANDARD',
    });
    const location = bought.headers.get('location') ?? '';
    expect(await (await fetch(`${suite.url}${location}`)).json()).toMatchObject({ creditId });
    const again = await post<PurchaseAnswer>('/purchase', PURCHASE, 'buy-1');
    expect([again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([
      201,
      bought.text,
      'true',
    ]);
    expect(bought.headers.get('idempotency-replayed')).toBeNull();
    expect((await post('/purchase', { ...PURCHASE, priceUsd: 1 }, 'buy-1')).status).toBe(422);
    const part = { items: [{ creditId, amountCO2: 4, unit: 'kg' }], reason: 'part' };
    const retired = await post<RetirementAnswer>('/retire', part);
    expect(retired.status).toBe(201);
    expect(retired.json).toMatchObject({ retiredCO2: 4_000, organizationId: 'org_123', status: 'ALLOCATED' });
    const rest = { creditIds: [creditId], reason: 'Q4 emissions offset', workloadRequestId: 'wl_789' };
    expect((await post<RetirementAnswer>('/retire', rest)).json).toMatchObject({ retiredCO2: 6_000 });
    expect((await post('/retire', rest)).json).toMatchObject({ status: 409, code: 'CREDIT_NOT_RETIRABLE' });
    const listed = await get<CreditPage>('?organizationId=org_123&status=RETIRED');
    expect(listed.items.map((credit) => credit.creditId)).toEqual([creditId]);
    expect(await get<BalanceAnswer>('/balance/org_123')).toMatchObject({
      ...{
        organizationId: 'org_123',
        availableCO2: 0,
        totalEmissions: 0,
        totalOffset: 10_000,
        netEmissions: 0,
      },
      ...{ offsetPercentage: 0, surplusOffset: 10_000, credits: { active: 0, totalValue: 0 } },
    });
    const offset = await post<AutoOffsetAnswer>('/auto-offset', {
      organizationId: 'org_123',
      targetOffsetPercentage: 100,
    });
    expect([offset.status, offset.json.outcome]).toEqual([200, 'NOTHING_TO_DO']);
  });

  it.each([
    [{ amountCO2: 0 }, '/amountCO2'],
    [{ amountCO2: -1 }, '/amountCO2'],
    [{ amountCO2: 0.5 }, '/amountCO2'],
    [{ amountCO2: '10000' }, '/amountCO2'],
    [{ amountCO2: 2e16 }, '/amountCO2'],
    [{ unit: 'lb' }, '/unit'],
    [{ priceUsd: -1 }, '/priceUsd'],
    [{ organizationId: '' }, '/organizationId'],
    [{ colour: 'green' }, '/colour'],
    [{ certificateUrl: 'https://127.0.0.1/' }, '/certificateUrl'],
    [{ certificateUrl: 'https://user@goldstandard.org/' }, '/certificateUrl'],
    [{ vintageStart: '2021-02-30' }, '/vintageStart'],
    [{ vintageStart: '0000-01-01' }, '/vintageStart'],
    [{ expiresAt: '0000-01-01T00:00:00Z' }, '/expiresAt'],
    [{ provider: 'a\u0000b' }, '/provider'],
    [{ project: { name: 'a\ud800b' } }, '/project/name'],
    [{ serials: { text: '' } }, '/serials/text'],
    [{ serials: [{ text: 'SER-1' }] }, '/serials'],
  ])('refuses a purchase with %j', async (change, pointer) => {
    const { status, json } = await post('/purchase', { ...PURCHASE, organizationId: 'nobody', ...change });
    expect([status, json.errors?.[0]?.pointer]).toEqual([400, pointer]);
    expect((await get<CreditPage>('?organizationId=nobody')).items).toEqual([]);
  });

  it.each([
    ['from=2026-01-01T00:00:00%2B23:00&to=2026-02-01T00:00:00Z', '?from'],
    ['from=0000-01-01T00:00:00Z&to=2026-02-01T00:00:00Z', '?from'],
    ['from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&zone=a%00b', '?zone'],
  ])('refuses emissions of %s', async (query, pointer) => {
    const response = await fetch(`${suite.url}/api/v1/emissions?organizationId=o&${query}`);
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect([response.status, errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('refuses a retirement of what no store keeps', async () => {
    const { creditId } = (await post<PurchaseAnswer>('/purchase', { ...PURCHASE, organizationId: 'texts' }))
      .json;
    for (const [change, pointer] of [
      [{ reason: 'a\u0000' }, '/reason'],
      [{ beneficiary: [] }, '/beneficiary'],
      [{ periodStart: '0000-01-01T00:00:00Z', periodEnd: '2026-01-01T00:00:00Z' }, '/periodStart'],
    ] as const) {
      const { status, json } = await post('/retire', { creditIds: [creditId], reason: 'r', ...change });
      expect([status, json.errors?.[0]?.pointer]).toEqual([400, pointer]);
    }
    expect(await get<BalanceAnswer>('/balance/texts')).toMatchObject({ totalOffset: 0 });
  });

  it('refuses numbers that are none', async () => {
    const text = JSON.stringify(PURCHASE);
    for (const bad of ['1e400', 'NaN', '-1e400']) {
      const { status } = await post('/purchase', text.replace('10000', bad));
      expect([bad, status]).toEqual([bad, 400]);
    }
    expect((await ask('?organizationId=org_123&color=red')).status).toBe(400);
    expect((await ask('?organizationId=org_123&status=GONE')).status).toBe(400);
    expect((await ask('')).status).toBe(400);
    expect((await post('/auto-offset', { organizationId: 'o', targetOffsetPercentage: 101 })).status).toBe(
      400,
    );
    expect((await post('/purchase', PURCHASE, 'a b')).status).toBe(400);
    const unknown = { creditIds: ['019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d'], reason: 'r' };
    expect((await post('/retire', unknown)).json).toMatchObject({ status: 404, code: 'CREDIT_NOT_FOUND' });
  });
});
