import type { AutoOffsetAnswer, BalanceAnswer, PurchaseAnswer, RetirementAnswer } from '@ecobe/contracts';
import { Client } from 'pg';
import { LONG_MINUTE } from './support/grid';
import { startSuite } from './support/suite';
import type { TestSuite } from './support/suite';

jest.setTimeout(120_000);

const NOBODYS = '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d';
const LOT = { organizationId: 'mine', amountCO2: 10_000, provider: 'Gold Standard', priceUsd: 1 };
const TABLES = [
  ...['carbon_credit', 'ledger_entry', 'posting', 'retirement', 'retirement_line'],
  ...['idempotency_key', 'offset_policy', 'outbox_event'],
];

interface Problem {
  code: string;
  detail: string;
  errors?: { pointer: string }[];
  credits?: { creditId: string; status: string }[];
}

describe('what is refused of credits over HTTP', () => {
  let suite: TestSuite;
  let books: Client;
  /** 10 kg of its own organisation, of another one, disputed, and retired. */
  let lots: { mine: string; theirs: string; held: string; gone: string };
  beforeAll(async () => {
    suite = await startSuite({ env: { ...LONG_MINUTE, ECOBE_SIMULATION: 'off', ECOBE_TRAINING: 'off' } });
    books = new Client({ connectionString: suite.databaseUrl });
    await books.connect();
    const [mine, held, gone] = [await buy(), await buy(), await buy()];
    const theirs = await buy({
      organizationId: 'theirs',
      serials: { text: 'THEIRS', first: 1, last: 10 },
      ...TEN_TONNES,
    });
    await send('POST', '/retire', { creditIds: [gone], reason: 'r' });
    await books.query(`UPDATE credits.carbon_credit SET hold = 'SUSPENDED' WHERE id = $1`, [held]);
    lots = { mine, theirs, held, gone };
  });
  afterAll(async () => {
    await books.end();
    await suite.stop();
  });

  const TEN_TONNES = { amountCO2: 10, unit: 't', priceUsd: 100 };
  const send = async <Answer>(method: string, route: string, body?: unknown, key?: string) => {
    const response = await fetch(`${suite.url}/api/v1/credits${route}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: JSON.parse(text) as Answer };
  };
  const buy = async (change: object = {}) =>
    (await send<PurchaseAnswer>('POST', '/purchase', { ...LOT, ...change })).json.creditId;
  /** Rows of each table, and where the grams are. */
  const written = async () => {
    const counts = TABLES.map((table) => `(SELECT count(*) FROM credits.${table})`);
    const { rows } = await books.query<Record<string, string>>(
      `SELECT concat_ws(' ', ${counts.join(', ')}, sum(available_g), sum(retired_g)) AS all FROM credits.carbon_credit`,
    );
    return rows;
  };
  const requireRefused = async (
    [method, route, body, key]: readonly [string, string, unknown?, string?],
    [status, code, pointer]: readonly [number, string, string?],
  ) => {
    const before = await written();
    const answer = await send<Problem>(method, route, body, key);
    expect([answer.status, answer.json.code, answer.json.errors?.[0]?.pointer]).toEqual([
      status,
      code,
      pointer,
    ]);
    expect(await written()).toEqual(before);
    return answer.json;
  };

  it.each([
    [{ organizationId: 'a b' }, 'INVALID_INPUT', '/organizationId'],
    [{ amountCO2: 1.5, unit: 'g' }, 'INVALID_INPUT', '/amountCO2'],
    [{ amountCO2: 0.0000001, unit: 't' }, 'INVALID_INPUT', '/amountCO2'],
    [{ amountCO2: 10_000_000_001, unit: 't' }, 'INVALID_INPUT', '/amountCO2'],
    [{ amountCO2: null }, 'INVALID_INPUT', '/amountCO2'],
    [{ amountCO2: [5] }, 'INVALID_INPUT', '/amountCO2'],
    [{ priceUsd: 0.001 }, 'INVALID_INPUT', '/priceUsd'],
    [{ certificateUrl: 'http://registry.goldstandard.org/1' }, 'INVALID_CERTIFICATE_URL', '/certificateUrl'],
    [{ certificateUrl: 'https://goldstandard.org.evil.com/1' }, 'INVALID_CERTIFICATE_URL', '/certificateUrl'],
  ])('a purchase with %j', async (change, code, pointer) => {
    await requireRefused(['POST', '/purchase', { ...LOT, ...change }], [400, code, pointer]);
  });

  it('a purchase with a URL of more than 2,048 characters', async () => {
    const certificateUrl = `https://goldstandard.org/${'a'.repeat(2_048)}`;
    await requireRefused(
      ['POST', '/purchase', { ...LOT, certificateUrl }],
      [400, 'INVALID_INPUT', '/certificateUrl'],
    );
  });

  it('serials that somebody else holds, who stays untold', async () => {
    for (const [first, last] of [
      [1, 10],
      [5, 14],
    ]) {
      const request = { ...LOT, ...TEN_TONNES, serials: { text: 'THEIRS', first, last } };
      const { detail } = await requireRefused(
        ['POST', '/purchase', request],
        [409, 'SERIAL_ALREADY_TRACKED'],
      );
      expect(detail).not.toMatch(/theirs/);
    }
  });

  it('a key that is used for something else, or is none', async () => {
    const first = await send('POST', '/purchase', LOT, 'rules-1');
    expect(await send('POST', '/purchase', LOT, 'rules-1')).toEqual(first);
    await requireRefused(
      ['POST', '/purchase', { ...LOT, priceUsd: 2 }, 'rules-1'],
      [422, 'IDEMPOTENCY_KEY_REUSED'],
    );
    expect((await send('POST', '/purchase', LOT, 'x'.repeat(256))).status).toBe(400);
  });

  it('retirements that are not one of two forms, name a lot twice, or too many', async () => {
    const part = { creditId: lots.mine, amountCO2: 1 };
    const ids = Array.from(
      { length: 201 },
      (_, n) => `019b7c3e-5d1a-7cc2-8f0e-${String(n).padStart(12, '0')}`,
    );
    for (const [body, code, pointer] of [
      [{}, 'INVALID_INPUT', '/creditIds'],
      [{ creditIds: [lots.mine], items: [part] }, 'INVALID_INPUT', '/creditIds'],
      [{ creditIds: [] }, 'INVALID_INPUT', '/creditIds'],
      [{ creditIds: ids }, 'INVALID_INPUT', '/creditIds'],
      [{ creditIds: [lots.mine, lots.mine.toUpperCase()] }, 'DUPLICATE_CREDIT', '/creditIds/1'],
      [{ items: [part, part] }, 'DUPLICATE_CREDIT', '/items/1/creditId'],
      [{ items: [{ ...part, amountCO2: 0 }] }, 'INVALID_INPUT', '/items/0/amountCO2'],
      [{ items: [{ ...part, amountCO2: -1 }] }, 'INVALID_INPUT', '/items/0/amountCO2'],
      [{ items: [{ ...part, amountCO2: 0.5 }] }, 'INVALID_INPUT', '/items/0/amountCO2'],
      [{ items: [{ ...part, amountCO2: '1' }] }, 'INVALID_INPUT', '/items/0/amountCO2'],
    ] as const)
      await requireRefused(['POST', '/retire', { reason: 'r', ...body }], [400, code, pointer]);
    await requireRefused(['POST', '/retire', { creditIds: [lots.mine] }], [400, 'INVALID_INPUT', '/reason']);
  });

  it('the whole list where one lot cannot be retired, each that cannot named', async () => {
    const { mine, held, gone } = lots;
    const list = { creditIds: [mine, held, gone], reason: 'r' };
    const { credits } = await requireRefused(
      ['POST', '/retire', list],
      [409, 'CREDIT_NOT_RETIRABLE', '/creditIds/1'],
    );
    expect(credits?.map(({ creditId, status }) => [creditId, status])).toEqual([
      [held, 'SUSPENDED'],
      [gone, 'RETIRED'],
    ]);
    const items = [{ creditId: mine, amountCO2: 10_001 }];
    await requireRefused(
      ['POST', '/retire', { items, reason: 'r' }],
      [409, 'INSUFFICIENT_CREDITS', '/items/0/creditId'],
    );
  });

  it("an unknown lot and another organisation's, in the same words", async () => {
    const words: string[] = [];
    for (const id of [NOBODYS, lots.theirs]) {
      const body = { organizationId: 'mine', creditIds: [id], reason: 'r' };
      const { detail } = await requireRefused(['POST', '/retire', body], [404, 'CREDIT_NOT_FOUND']);
      const read = await requireRefused(['GET', `/${id}?organizationId=mine`], [404, 'CREDIT_NOT_FOUND']);
      words.push(`${detail} ${read.detail}`.replaceAll(id, 'ID'));
    }
    expect(words[0]).toBe(words[1]);
  });

  it.each([
    [
      '/auto-offset',
      'POST',
      { organizationId: 'mine', targetOffsetPercentage: -1 },
      '/targetOffsetPercentage',
    ],
    [
      '/auto-offset',
      'POST',
      { organizationId: 'mine', targetOffsetPercentage: 100.01 },
      '/targetOffsetPercentage',
    ],
    [
      '/auto-offset',
      'POST',
      { organizationId: 'mine', targetOffsetPercentage: '50' },
      '/targetOffsetPercentage',
    ],
    ['/auto-offset', 'POST', { targetOffsetPercentage: 50 }, '/organizationId'],
    [
      '/auto-offset',
      'POST',
      { organizationId: 'mine', targetOffsetPercentage: 50, dryRun: 'yes' },
      '/dryRun',
    ],
    ['/offset-policies/mine', 'PUT', { targetOffsetPercentage: 101 }, '/targetOffsetPercentage'],
    ['/offset-policies/mine', 'PUT', { targetOffsetPercentage: 50, colour: 'green' }, '/colour'],
    ['?organizationId=mine&limit=201', 'GET', undefined, '?limit'],
    ['?organizationId=mine&limit=0', 'GET', undefined, '?limit'],
    ['?organizationId=mine&registry=NONE', 'GET', undefined, '?registry'],
    ['?organizationId=mine&cursor=abc', 'GET', undefined, '?cursor'],
  ])('%s: %s %j', async (route, method, body, pointer) => {
    const before = await written();
    const { status, json } = await send<Problem>(method, route, body);
    expect([status, json.errors?.[0]?.pointer]).toEqual([400, pointer]);
    expect(await written()).toEqual(before);
  });

  it('tells the unit of what it answers, and a price that nobody pays', async () => {
    const dear = await send<PurchaseAnswer>('POST', '/purchase', {
      ...LOT,
      amountCO2: 1,
      unit: 'kg',
      priceUsd: 15,
    });
    expect(dear.json).toMatchObject({ unit: 'g', amountCO2: 1_000 });
    expect(dear.json.warnings).toEqual([
      { code: 'UNUSUAL_PRICE', detail: expect.stringContaining('above 5000 USD/t') as string },
    ]);
    const cheap = await send<PurchaseAnswer>('POST', '/purchase', {
      ...LOT,
      amountCO2: 1_000,
      unit: 't',
      priceUsd: 1,
    });
    expect(cheap.json.warnings).toMatchObject([{ code: 'UNUSUAL_PRICE' }]);
    for (const priceUsd of [100, 5_000_000])
      expect(
        (await send<PurchaseAnswer>('POST', '/purchase', { ...LOT, amountCO2: 1_000, unit: 't', priceUsd }))
          .json.warnings,
      ).toEqual([]);
    const items = [{ creditId: await buy(), amountCO2: 1, unit: 'kg' }];
    expect((await send<RetirementAnswer>('POST', '/retire', { items, reason: 'r' })).json).toMatchObject({
      unit: 'g',
      retiredCO2: 1_000,
    });
    expect((await send<BalanceAnswer>('GET', '/balance/mine')).json).toMatchObject({
      ...{ unit: 'g', totalEmissions: 0, offsetPercentage: 0, netEmissions: 0 },
      accountingNote: expect.any(String) as string,
    });
  });

  it('offsets exactly what is needed, and nothing twice, in a rehearsal or without enough', async () => {
    await books.query(`INSERT INTO credits.emission_total VALUES ('short', '2026-01-01', 0, 15000000001, 1)`);
    await buy({ organizationId: 'short' });
    const target = { organizationId: 'short', targetOffsetPercentage: 100 };
    const short = await requireRefused(['POST', '/auto-offset', target], [409, 'INSUFFICIENT_CREDITS']);
    expect(short).toMatchObject({ shortfallCO2: 5_001 });
    const before = await written();
    const rehearsed = await send<AutoOffsetAnswer>('POST', '/auto-offset', {
      ...target,
      allowPartial: true,
      dryRun: true,
    });
    expect(rehearsed.json).toMatchObject({ unit: 'g', retiredCO2: 10_000, shortfallCO2: 5_001 });
    expect(await written()).toEqual(before);
    await buy({ organizationId: 'short' });
    expect((await send<AutoOffsetAnswer>('POST', '/auto-offset', target)).json).toMatchObject({
      outcome: 'RETIRED',
      retiredCO2: 15_001,
    });
    expect((await send<AutoOffsetAnswer>('POST', '/auto-offset', target)).json).toMatchObject({
      outcome: 'NOTHING_TO_DO',
      retiredCO2: 0,
    });
  });

  it('lets exactly those win the last grams who fit', async () => {
    const creditId = await buy({ amountCO2: 5 });
    const one = { items: [{ creditId, amountCO2: 1 }], reason: 'r' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => send<Problem>('POST', '/retire', one)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      ...Array<number>(7).fill(409),
    ]);
  });

  describe('where keys are asked for', () => {
    const ASKED = [400, 'IDEMPOTENCY_KEY_REQUIRED', '{Idempotency-Key}'] as const;
    const LOT_OF = { ...LOT, organizationId: 'keyed' };
    const TARGET = { organizationId: 'keyed', targetOffsetPercentage: 100 };
    beforeAll(async () => {
      await suite.restart({ ECOBE_REQUIRE_IDEMPOTENCY_KEY: 'true' });
      await books.query(`INSERT INTO credits.emission_total VALUES ('keyed', '2026-01-01', 0, 2000000, 1)`);
    });

    it('a purchase, a retirement and an auto-offset without one, which are done under one', async () => {
      await requireRefused(['POST', '/purchase', LOT_OF], ASKED);
      const bought = await send<PurchaseAnswer>('POST', '/purchase', LOT_OF, 'keyed-1');
      expect(bought.status).toBe(201);
      const one = { items: [{ creditId: bought.json.creditId, amountCO2: 1 }], reason: 'r' };
      await requireRefused(['POST', '/retire', one], ASKED);
      expect((await send('POST', '/retire', one, 'keyed-2')).status).toBe(201);
      await requireRefused(['POST', '/auto-offset', TARGET], ASKED);
      await requireRefused(['POST', '/auto-offset', { ...TARGET, dryRun: false }], ASKED);
      const before = await written();
      const rehearsed = await send('POST', '/auto-offset', { ...TARGET, dryRun: true });
      expect(rehearsed).toMatchObject({ status: 200, json: { outcome: 'WOULD_RETIRE', retiredCO2: 1 } });
      expect(await written()).toEqual(before);
      const offset = await send('POST', '/auto-offset', TARGET, 'keyed-3');
      expect(offset).toMatchObject({ status: 200, json: { outcome: 'RETIRED', retiredCO2: 1 } });
    });
  });
});
