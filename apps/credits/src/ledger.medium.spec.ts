import { allocate } from '@ecobe/ledger';
import { openBooks, problemOf, purchaseOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

const HOUR_MS = 3_600_000;

describe('the books', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());
  /** Rows of every table that a write touches. */
  const rows = async () => {
    const tables = ['carbon_credit', 'ledger_entry', 'posting', 'retirement', 'retirement_line'];
    return Promise.all([...tables, 'idempotency_key', 'outbox_event'].map((table) => books.count(table)));
  };
  const writesNothing = async (refused: () => Promise<unknown>) => {
    const before = await rows();
    const problem = await problemOf(refused());
    expect(await rows()).toEqual(before);
    return problem;
  };

  describe('purchase', () => {
    it('keeps what was told, and warns of a price that is unusual', async () => {
      const { answer, isReplayed } = await books.purchase(
        purchaseOf({
          ...{ organizationId: 'buyer', amountCO2: 10, unit: 't', priceUsd: 150.5, mitigation: 'REMOVAL' },
          ...{ certificateUrl: 'https://registry.goldstandard.org/cert/123', vintageStart: '2021-01-01' },
          serials: { text: 'GS1-1-KE-GS447-12-2021-5512-1-10' },
        }),
      );
      expect(isReplayed).toBe(false);
      expect(answer).toMatchObject({
        ...{ status: 'ACTIVE', unit: 'g', amountCO2: 10_000_000, availableCO2: 10_000_000, retiredCO2: 0 },
        ...{
          registry: 'GOLD_STANDARD',
          priceUsd: 150.5,
          remainingValueUsd: 150.5,
          vintageStart: '2021-01-01',
        },
        serials: { text: 'GS1-1-KE-GS447-12-2021-5512-1-10', first: 1, last: 10 },
        ...{
          certificateStatus: 'UNCHECKED',
          mitigation: 'REMOVAL',
          pathway: null,
          project: null,
          warnings: [],
        },
      });
      expect(await books.one(answer.creditId, 'buyer')).toMatchObject({ creditId: answer.creditId });
      const brief = await books.purchase(purchaseOf({ organizationId: 'buyer', priceUsd: 150 }));
      expect(brief.answer.warnings).toEqual([
        { code: 'UNUSUAL_PRICE', detail: expect.stringContaining('above 5000') as string },
      ]);
      const cheap = await books.purchase(
        purchaseOf({ organizationId: 'buyer', amountCO2: 1, unit: 't', priceUsd: 0.05 }),
      );
      expect(cheap.answer.warnings[0]?.detail).toContain('below 0.1');
    });

    it.each([
      [{ amountCO2: 0 }, '/amountCO2', 'INVALID_INPUT'],
      [{ amountCO2: -5 }, '/amountCO2', 'INVALID_INPUT'],
      [{ amountCO2: 0.5 }, '/amountCO2', 'INVALID_INPUT'],
      [{ amountCO2: NaN }, '/amountCO2', 'INVALID_INPUT'],
      [{ amountCO2: 10_000_000_001, unit: 't' as const }, '/amountCO2', 'INVALID_INPUT'],
      [{ priceUsd: 0.001 }, '/priceUsd', 'INVALID_INPUT'],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt', 'INVALID_INPUT'],
      [{ vintageStart: '2021-01-02', vintageEnd: '2021-01-01' }, '/vintageEnd', 'INVALID_INPUT'],
      [{ serials: { text: 'X', first: 1 } }, '/serials/last', 'INVALID_INPUT'],
      [{ serials: { text: 'X', first: 2, last: 1 } }, '/serials/last', 'INVALID_INPUT'],
      [{ serials: { text: 'X', first: 1, last: 10 } }, '/serials/last', 'INVALID_INPUT'],
      [{ certificateUrl: 'http://registry.goldstandard.org/' }, '/certificateUrl', 'INVALID_CERTIFICATE_URL'],
      [{ certificateUrl: 'https://evil.example/' }, '/certificateUrl', 'INVALID_CERTIFICATE_URL'],
    ])('refuses %j, and writes nothing', async (change, pointer, code) => {
      const problem = await writesNothing(() => books.purchase(purchaseOf(change)));
      expect(problem).toMatchObject({ status: 400, code, errors: [{ pointer }] });
    });

    it('takes each serial number once, whoever has it, and says not who', async () => {
      const serialsOf = (first: number, last: number) => ({
        ...{ amountCO2: last - first + 1, unit: 't' as const, registry: 'VERRA' as const },
        serials: { text: 'VCS-7', first, last },
      });
      await books.buy({ organizationId: 'first-holder', ...serialsOf(100, 199) });
      for (const [first, last] of [
        [100, 199],
        [199, 250],
        [50, 100],
        [120, 130],
        [1, 500],
      ] as const) {
        const problem = await writesNothing(() => books.purchase(purchaseOf(serialsOf(first, last))));
        expect(problem).toMatchObject({ status: 409, code: 'SERIAL_ALREADY_TRACKED' });
        expect(JSON.stringify(problem)).not.toContain('first-holder');
      }
      await books.buy(serialsOf(200, 210));
      await books.buy({ ...serialsOf(100, 199), registry: 'CAR' });
      await books.buy({ serials: { text: 'certificate seventeen' } });
      expect(await problemOf(books.buy({ serials: { text: 'certificate seventeen' } }))).toMatchObject({
        code: 'SERIAL_ALREADY_TRACKED',
      });
    });

    it('lets one of many have a serial number that all want at once', async () => {
      const serials = { text: 'contested', first: 1, last: 1 };
      const attempts = await Promise.allSettled(
        Array.from({ length: 12 }, (_, i) =>
          books.buy({ organizationId: `rival-${i}`, amountCO2: 1, unit: 't', serials }),
        ),
      );
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const attempt of attempts)
        if (attempt.status === 'rejected')
          expect(attempt.reason).toMatchObject({ problem: { code: 'SERIAL_ALREADY_TRACKED' } });
    });
  });

  describe('idempotency', () => {
    it('answers the same under the same key, and refuses another request under it', async () => {
      const first = await books.purchase(purchaseOf(), 'key-1');
      const again = await books.purchase(purchaseOf(), 'key-1');
      expect(again.isReplayed).toBe(true);
      expect(JSON.stringify(again.answer)).toBe(JSON.stringify(first.answer));
      const other = await writesNothing(() => books.purchase(purchaseOf({ amountCO2: 1 }), 'key-1'));
      expect(other).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
      const elsewhere = await books.purchase(purchaseOf({ organizationId: 'org-2' }), 'key-1');
      expect(elsewhere.answer.creditId).not.toBe(first.answer.creditId);
    });

    it('does what twins ask at once only once', async () => {
      const creditId = await books.buy({ amountCO2: 1_000 });
      const twins = await Promise.all(
        Array.from({ length: 20 }, () => books.retire({ items: [{ creditId, amountCO2: 7 }] }, 'twins')),
      );
      expect(new Set(twins.map(({ answer }) => JSON.stringify(answer))).size).toBe(1);
      expect(twins.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
      expect(await books.one(creditId)).toMatchObject({ availableCO2: 993, retiredCO2: 7 });
    });

    it('keeps no key of a refused request', async () => {
      const creditId = await books.buy({ amountCO2: 5 });
      const items = [{ creditId, amountCO2: 6 }];
      await problemOf(books.retire({ items }, 'refused'));
      expect((await books.retire({ items: [{ creditId, amountCO2: 5 }] }, 'refused')).isReplayed).toBe(false);
    });
  });

  describe('retire', () => {
    it('takes all of each lot, or the asked part, and gives whole tonnes their serial numbers', async () => {
      const serials = { text: 'P', first: 1, last: 10 };
      const creditId = await books.buy({
        amountCO2: 10,
        unit: 't',
        priceUsd: 150,
        serials,
        registry: 'PURO',
      });
      const part = await books.retire({ items: [{ creditId, amountCO2: 4, unit: 't' }] });
      expect(part.answer).toMatchObject({
        ...{ organizationId: 'org-1', status: 'ALLOCATED', unit: 'g', retiredCO2: 4_000_000 },
        lines: [
          {
            ...{ creditId, amountCO2: 4_000_000, availableCO2: 6_000_000, status: 'ACTIVE' },
            serials: { text: 'P', first: 1, last: 4 },
          },
        ],
      });
      expect(await books.one(creditId)).toMatchObject({ status: 'ACTIVE', remainingValueUsd: 90 });
      const rest = await books.retire({ creditIds: [creditId.toUpperCase()] });
      expect(rest.answer.lines).toMatchObject([
        { amountCO2: 6_000_000, status: 'RETIRED', serials: { first: 5, last: 10 } },
      ]);
      expect(await books.one(creditId)).toMatchObject({ status: 'RETIRED', availableCO2: 0 });
    });

    it('retires nothing where one lot stands against it, and names each', async () => {
      const [good, empty, held, late] = [
        await books.buy(),
        await books.buy(),
        await books.buy(),
        await books.buy(),
      ];
      await books.retire({ creditIds: [empty] });
      await books.source.query("UPDATE credits.carbon_credit SET hold = 'SUSPENDED' WHERE id = $1", [held]);
      await books.letPass(late);
      const creditIds = [good, empty, held, late];
      const problem = await writesNothing(() => books.retire({ creditIds }));
      expect(problem).toMatchObject({
        ...{ status: 409, code: 'CREDIT_NOT_RETIRABLE' },
        errors: [1, 2, 3].map((index) => ({ pointer: `/creditIds/${index}` })),
        extensions: {
          credits: [
            { creditId: empty, status: 'RETIRED' },
            { creditId: held, status: 'SUSPENDED' },
            { creditId: late, status: 'EXPIRED' },
          ],
        },
      });
      const items = [{ creditId: good, amountCO2: 10_001 }];
      expect(await writesNothing(() => books.retire({ items }))).toMatchObject({
        ...{ status: 409, code: 'INSUFFICIENT_CREDITS' },
        extensions: { credits: [{ creditId: good, availableCO2: 10_000, requestedCO2: 10_001 }] },
      });
    });

    it("knows no more of others' lots than of none", async () => {
      const mine = await books.buy();
      const theirs = await books.buy({ organizationId: 'org-2' });
      const nobodys = '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d';
      const refusal = async (id: string, isFirst: boolean, named: object = {}) => {
        const request = { creditIds: isFirst ? [id, mine] : [mine, id], ...named };
        const problem = await writesNothing(() => books.retire(request));
        return JSON.stringify(problem).replaceAll(id, 'ID').replaceAll(mine, 'MINE');
      };
      for (const isFirst of [true, false]) {
        const unnamed = await refusal(nobodys, isFirst);
        expect(unnamed).toContain('CREDIT_NOT_FOUND');
        expect(await refusal(theirs, isFirst)).toBe(unnamed);
        const named = await refusal(nobodys, isFirst, { organizationId: 'org-1' });
        expect(named).not.toContain('MINE');
        expect(await refusal(theirs, isFirst, { organizationId: 'org-1' })).toBe(named);
      }
      expect(await problemOf(books.retire({ creditIds: [mine], organizationId: 'org-2' }))).toMatchObject({
        ...{ status: 404, code: 'CREDIT_NOT_FOUND' },
      });
      expect(await problemOf(books.one(theirs))).toMatchObject({ status: 404 });
    });

    it.each([
      [{}, 'INVALID_INPUT'],
      [{ creditIds: ['A', 'a'] }, 'DUPLICATE_CREDIT'],
      [{ items: [{ creditId: 'a', amountCO2: 0 }] }, 'INVALID_INPUT'],
      [{ items: [{ creditId: 'a', amountCO2: 1 }], creditIds: ['b'] }, 'INVALID_INPUT'],
      [{ creditIds: ['a'], periodStart: '2026-01-01T00:00:00Z' }, 'INVALID_INPUT'],
      [
        { creditIds: ['a'], periodStart: '2026-01-01T00:00:00Z', periodEnd: '2026-01-01T00:00:00Z' },
        'INVERTED_WINDOW',
      ],
    ])('refuses %j', async (request, code) => {
      expect(await problemOf(books.retire(request))).toMatchObject({ status: 400, code });
    });

    it('gives the last grams to exactly as many as they suffice for', async () => {
      const creditId = await books.buy({ amountCO2: 25 });
      const attempts = await Promise.allSettled(
        Array.from({ length: 60 }, () => books.retire({ items: [{ creditId, amountCO2: 1 }] })),
      );
      expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
      for (const attempt of attempts)
        if (attempt.status === 'rejected')
          expect(attempt.reason).toMatchObject({ problem: { status: 409, code: 'INSUFFICIENT_CREDITS' } });
      expect(await books.one(creditId)).toMatchObject({ retiredCO2: 25, availableCO2: 0, status: 'RETIRED' });
    });

    it('never locks itself out, in whatever order lots are asked for', async () => {
      const ids = await Promise.all(Array.from({ length: 5 }, () => books.buy({ amountCO2: 1_000 })));
      const asked = Array.from({ length: 40 }, (_, i) =>
        [...ids.slice(i % 5), ...ids.slice(0, i % 5)].map((creditId) => ({ creditId, amountCO2: 1 })),
      );
      await Promise.all(asked.map((items) => books.retire({ items })));
      for (const id of ids) expect(await books.one(id)).toMatchObject({ availableCO2: 960 });
    });

    it('says so where others keep a lot locked for too long', async () => {
      const creditId = await books.buy();
      const other = books.source.createQueryRunner();
      await other.startTransaction();
      await other.query('SELECT FROM credits.carbon_credit WHERE id = $1 FOR UPDATE', [creditId]);
      expect(await problemOf(books.retire({ creditIds: [creditId] }))).toMatchObject({
        ...{ status: 503, code: 'LEDGER_BUSY', retryAfterSeconds: 1 },
      });
      await other.rollbackTransaction();
      await other.release();
    });
  });

  describe('list and balance', () => {
    it('pages by cursor, newest first, and filters', async () => {
      const organizationId = 'lister';
      const ids: string[] = [];
      for (let i = 0; i < 5; i += 1) {
        const vintageStart = `202${i}-03-01`;
        ids.push(await books.buy({ organizationId, vintageStart, registry: i < 2 ? 'CAR' : 'ACR' }));
      }
      await books.retire({ creditIds: ids.slice(0, 1) });
      const seen: string[] = [];
      for (let cursor: string | undefined, more = true; more;) {
        const page = await books.list.list({
          organizationId,
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...page.items.map(({ creditId }) => creditId));
        cursor = page.nextCursor ?? undefined;
        more = cursor !== undefined;
      }
      expect(seen).toEqual([...ids].reverse());
      const matching = async (filter: object) =>
        (await books.list.list({ organizationId, limit: 50, ...filter })).items.map(({ creditId }) =>
          ids.indexOf(creditId),
        );
      expect(await matching({ status: 'RETIRED' })).toEqual([0]);
      expect(await matching({ status: 'ACTIVE', registry: 'CAR' })).toEqual([1]);
      expect(await matching({ vintage: '2023' })).toEqual([3]);
      expect(await matching({ mitigation: 'REMOVAL' })).toEqual([]);
      const foreign = await books.buy({ organizationId: 'org-2' });
      for (const cursor of ['x', foreign])
        expect(await problemOf(books.list.list({ organizationId, limit: 2, cursor }))).toMatchObject({
          status: 400,
        });
    });

    it('puts emissions and credits beside each other', async () => {
      const organizationId = 'balancer';
      expect(await books.balance(organizationId)).toMatchObject({
        ...{ totalEmissions: 0, totalOffset: 0, netEmissions: 0, offsetPercentage: 0, availableCO2: 0 },
        ...{ credits: { active: 0, totalValue: 0 }, byType: [], asOfSequence: 0, unit: 'g' },
      });
      await books.emit(124_999_999_500n, organizationId);
      const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
      const old = await books.buy({ organizationId, amountCO2: 75_000, mitigation: 'REMOVAL', priceUsd: 10 });
      await books.buy({ organizationId, amountCO2: 50_000, priceUsd: 7.5, expiresAt });
      await books.retire({ creditIds: [old] });
      expect(await books.balance(organizationId)).toMatchObject({
        ...{ availableCO2: 50_000, totalEmissions: 125_000, totalOffset: 75_000, netEmissions: 50_000 },
        ...{
          offsetPercentage: 60,
          credits: { active: 1, totalValue: 7.5 },
          surplusOffset: 0,
          confirmedOffset: 0,
        },
        expiringSoon: { withinDays: 30, availableCO2: 50_000, firstExpiresAt: expiresAt },
        byType: [
          { mitigation: 'REMOVAL', availableCO2: 0, offsetCO2: 75_000 },
          { mitigation: 'UNKNOWN', availableCO2: 50_000, offsetCO2: 0 },
        ],
      });
      await books.source.query(
        "UPDATE credits.retirement SET status = 'REJECTED' WHERE organization_id = $1",
        [organizationId],
      );
      expect(await books.balance(organizationId)).toMatchObject({ totalOffset: 0, netEmissions: 125_000 });
    });
  });

  describe('auto-offset', () => {
    it('retires exactly what is needed, of the last lot a part, and then nothing', async () => {
      const organizationId = 'offsetter';
      await books.emit(10_000_000_000n - 999n, organizationId);
      const soon = new Date(Date.now() + HOUR_MS).toISOString();
      const [late, old, first] = [
        await books.buy({ organizationId, amountCO2: 9_000 }),
        await books.buy({ organizationId, amountCO2: 3_000, vintageStart: '2019-01-01' }),
        await books.buy({ organizationId, amountCO2: 2_000, expiresAt: soon }),
      ];
      const dry = await books.autoOffset({ organizationId, dryRun: true });
      expect(dry.answer).toMatchObject({ outcome: 'WOULD_RETIRE', retiredCO2: 10_000, retirementId: null });
      expect(await books.balance(organizationId)).toMatchObject({ totalOffset: 0 });
      const { answer } = await books.autoOffset({ organizationId });
      expect(answer).toMatchObject({
        outcome: 'RETIRED',
        neededCO2: 10_000,
        retiredCO2: 10_000,
        shortfallCO2: 0,
      });
      expect(answer.lines.map(({ creditId, amountCO2 }) => [creditId, amountCO2]).sort()).toEqual(
        [
          [first, 2_000],
          [old, 3_000],
          [late, 5_000],
        ].sort(),
      );
      expect((await books.autoOffset({ organizationId })).answer).toMatchObject({
        outcome: 'NOTHING_TO_DO',
        retiredCO2: 0,
      });
      expect(await books.balance(organizationId)).toMatchObject({ offsetPercentage: 100, netEmissions: 0 });
    });

    it('refuses what does not suffice unless a part is welcome, and takes only what the policy allows', async () => {
      const organizationId = 'poor';
      await books.emit(10_000_000_000n, organizationId);
      await books.buy({ organizationId, amountCO2: 1_000, provider: 'Liked' });
      await books.buy({ organizationId, amountCO2: 2_000, provider: 'Other' });
      const short = await writesNothing(() => books.autoOffset({ organizationId }));
      expect(short).toMatchObject({
        status: 409,
        code: 'INSUFFICIENT_CREDITS',
        extensions: { shortfallCO2: 7_000 },
      });
      const policy = { providers: ['Liked'] };
      const part = await books.autoOffset({ organizationId, allowPartial: true, policy });
      expect(part.answer).toMatchObject({
        outcome: 'PARTLY_RETIRED',
        retiredCO2: 1_000,
        shortfallCO2: 9_000,
      });
      const none = await books.autoOffset({ organizationId, allowPartial: true, policy });
      expect(none.answer).toMatchObject({ outcome: 'PARTLY_RETIRED', retiredCO2: 0, retirementId: null });
    });

    it('reads the first lots in the order of their use, and what is in all of them', async () => {
      const organizationId = 'ordered';
      const startMs = Date.now();
      const hours = [3, undefined, 1, 2, 1, undefined, 1];
      const years = ['2020', '2018', '2021', undefined, undefined, undefined, '2021'];
      for (const [index, ahead] of hours.entries()) {
        await books.buy({
          ...{ organizationId, amountCO2: 10 },
          ...(ahead === undefined ? {} : { expiresAt: new Date(startMs + ahead * HOUR_MS).toISOString() }),
          ...(years[index] === undefined ? {} : { vintageStart: `${years[index]}-01-01` }),
        });
      }
      const retirable = (limit: number) =>
        books.ledger.preview(organizationId, (view) => view.retirable({}, limit));
      const all = (await retirable(100)).lots;
      const used = allocate(all, 70n).items.map(({ lotId }) => lotId);
      expect(all.map(({ id }) => id)).toEqual(used);
      const first = await retirable(3);
      expect([first.lots.map(({ id }) => id), first.totalG]).toEqual([used.slice(0, 3), 70n]);
    });

    it('rehearses without a lock, an entry number or a row', async () => {
      const organizationId = 'dry';
      await books.emit(10_000_000_000n, organizationId);
      const creditId = await books.buy({ organizationId, amountCO2: 4_000 });
      const entryNumber = async () =>
        (
          await books.source.query<{ last: string | null }[]>(
            `SELECT pg_sequence_last_value(pg_get_serial_sequence('credits.ledger_entry', 'id')::regclass) AS last`,
          )
        )[0]?.last;
      const before = [await entryNumber(), await rows()];
      const lines = [{ creditId, amountCO2: 4_000, availableCO2: 0, status: 'RETIRED' }];
      await books.source.transaction(async (manager) => {
        await manager.query('SELECT FROM credits.carbon_credit WHERE id = $1 FOR UPDATE', [creditId]);
        await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('credits target dry', 0))`);
        const { answer } = await books.autoOffset({ organizationId, dryRun: true, allowPartial: true });
        expect(answer).toMatchObject({ outcome: 'WOULD_RETIRE', shortfallCO2: 6_000, lines });
      });
      expect(await problemOf(books.autoOffset({ organizationId, dryRun: true }))).toMatchObject({
        ...{ status: 409, code: 'INSUFFICIENT_CREDITS', extensions: { shortfallCO2: 6_000 } },
      });
      expect([await entryNumber(), await rows()]).toEqual(before);
    });

    it('reaches the target once, however many ask at the same time', async () => {
      const organizationId = 'crowd';
      await books.emit(5_000_000_000n, organizationId);
      for (let i = 0; i < 4; i += 1) await books.buy({ organizationId, amountCO2: 2_000 });
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => books.autoOffset({ organizationId })),
      );
      expect(answers.filter(({ answer }) => answer.outcome === 'RETIRED')).toHaveLength(1);
      expect(await books.balance(organizationId)).toMatchObject({ totalOffset: 5_000, availableCO2: 3_000 });
    });
  });
});
