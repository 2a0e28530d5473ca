import { AuditChainRepository } from './adapters/audit-chain.repository';
import { verifyLedger } from './adapters/ledger-verifier';
import { StatusChangesRepository } from './adapters/status-changes.repository';
import { CancelCreditUseCase } from './features/cancel-credit/cancel-credit.use-case';
import { HoldCreditUseCase } from './features/hold-credit/hold-credit.use-case';
import { MarkRetirementUseCase } from './features/mark-retirement/mark-retirement.use-case';
import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

const NOBODYS = '019b7c3e-5d1a-7cc2-8f0e-3f1f5a6b7c8d';

describe('changes of status', () => {
  let books: Books;
  let serials = 0;
  beforeAll(async () => (books = await openBooks()));
  afterAll(() => books.close());
  afterEach(async () => {
    const chain = new AuditChainRepository(books.source);
    while ((await chain.seal()) > 0);
    expect((await verifyLedger(books.source)).findings).toEqual([]);
  });

  const mark = (retirementId: string, status: 'SUBMITTED' | 'CONFIRMED' | 'REJECTED', change: object = {}) =>
    new MarkRetirementUseCase(new StatusChangesRepository(books.source), ['goldstandard.org']).execute(
      {
        ...{ organizationId: 'org-1', retirementId, status, reason: 'a spec' },
        ...{ registryRetirementId: 'GS-7', evidenceUrl: 'https://registry.goldstandard.org/7' },
        ...change,
      },
      null,
    );
  const hold = (creditId: string, isHeld: boolean, organizationId = 'org-1') =>
    new HoldCreditUseCase(new StatusChangesRepository(books.source)).execute(
      { organizationId, creditId, isHeld, reason: 'a dispute' },
      null,
    );
  const cancel = (creditId: string, organizationId = 'org-1') =>
    new CancelCreditUseCase(new StatusChangesRepository(books.source)).execute(
      { organizationId, creditId, reason: 'a mistake' },
      null,
    );
  const retireTonnes = async (amountCO2: number) => {
    const first = serials + 1;
    serials += 10;
    const creditId = await books.buy({
      amountCO2: 10,
      unit: 't',
      serials: { text: 'S', first, last: serials },
    });
    const { answer } = await books.retire({ items: [{ creditId, amountCO2, unit: 't' }] });
    return answer.retirementId;
  };
  const totals = async () => {
    const { totalOffset, confirmedOffset } = await books.balance();
    return { totalOffset, confirmedOffset };
  };

  it('go from allocated over submitted to confirmed, which the balance shows apart', async () => {
    const retirementId = await retireTonnes(3);
    const before = await totals();
    expect(await problemOf(mark(retirementId, 'CONFIRMED'))).toMatchObject({
      status: 409,
      code: 'RETIREMENT_STATUS',
    });
    expect(await mark(retirementId, 'SUBMITTED', { evidenceUrl: null })).toMatchObject({ isNew: true });
    expect(await mark(retirementId, 'SUBMITTED', { evidenceUrl: null })).toMatchObject({ isNew: false });
    expect(await totals()).toEqual(before);
    expect(await mark(retirementId, 'CONFIRMED')).toEqual({ retirementId, status: 'CONFIRMED', isNew: true });
    expect(await totals()).toEqual({ ...before, confirmedOffset: before.confirmedOffset + 3_000_000 });
    expect(await problemOf(mark(retirementId, 'REJECTED'))).toMatchObject({ status: 409 });
    await books.reverse(retirementId);
    expect(await problemOf(mark(retirementId, 'SUBMITTED'))).toMatchObject({ status: 409 });
    expect(await totals()).toEqual({ ...before, totalOffset: before.totalOffset - 3_000_000 });
  });

  it('let what a registry rejected count no more, and be reversed', async () => {
    const before = await totals();
    const retirementId = await retireTonnes(2);
    await mark(retirementId, 'SUBMITTED');
    await mark(retirementId, 'REJECTED');
    expect(await totals()).toEqual(before);
    await books.reverse(retirementId);
    expect(await totals()).toEqual(before);
  });

  it('let one retirement of a registry confirm one of this ledger, however its id is written', async () => {
    const [first, second] = [await retireTonnes(1), await retireTonnes(2)];
    await mark(first, 'SUBMITTED', { registryRetirementId: 'GS-8' });
    const before = await totals();
    for (const registryRetirementId of ['GS-8', ' gs-8 '])
      expect(await problemOf(mark(second, 'SUBMITTED', { registryRetirementId }))).toMatchObject({
        status: 409,
        code: 'REGISTRY_RETIREMENT_TAKEN',
      });
    await mark(second, 'SUBMITTED', { registryRetirementId: null });
    await mark(first, 'CONFIRMED', { registryRetirementId: 'GS-8' });
    expect(await problemOf(mark(second, 'CONFIRMED', { registryRetirementId: 'GS-8' }))).toMatchObject({
      code: 'REGISTRY_RETIREMENT_TAKEN',
    });
    expect(await totals()).toEqual({ ...before, confirmedOffset: before.confirmedOffset + 1_000_000 });
    await mark(second, 'CONFIRMED', { registryRetirementId: 'GS-9' });
  });

  const evidenceOf = (retirementId: string) =>
    books.source.query<unknown[]>(
      'SELECT status, registry_retirement_id AS id, evidence_url AS url FROM credits.retirement WHERE id = $1',
      [retirementId],
    );

  it('answer as before only what was told with the same evidence', async () => {
    const retirementId = await retireTonnes(1);
    const evidence = { registryRetirementId: 'GS-20', evidenceUrl: 'https://registry.goldstandard.org/20' };
    for (const status of ['SUBMITTED', 'CONFIRMED'] as const) {
      await mark(retirementId, status, evidence);
      expect(await mark(retirementId, status, evidence)).toMatchObject({ isNew: false });
      for (const other of [
        { registryRetirementId: 'GS-21' },
        { evidenceUrl: 'https://registry.goldstandard.org/21' },
      ])
        expect(await problemOf(mark(retirementId, status, { ...evidence, ...other }))).toMatchObject({
          status: 409,
          code: 'RETIREMENT_STATUS',
        });
      expect(await evidenceOf(retirementId)).toEqual([
        { status, id: 'GS-20', url: 'https://registry.goldstandard.org/20' },
      ]);
    }
  });

  it('keep the evidence that is not told again', async () => {
    const retirementId = await retireTonnes(1);
    await mark(retirementId, 'SUBMITTED', { registryRetirementId: 'GS-22' });
    const untold = { registryRetirementId: null, evidenceUrl: null };
    expect(await mark(retirementId, 'SUBMITTED', untold)).toMatchObject({ isNew: false });
    await mark(retirementId, 'REJECTED', untold);
    expect(await evidenceOf(retirementId)).toEqual([
      { status: 'REJECTED', id: 'GS-22', url: 'https://registry.goldstandard.org/7' },
    ]);
  });

  it.each(['', ' ', ' - '])('take no id %j of a registry', async (registryRetirementId) => {
    const retirementId = await retireTonnes(1);
    await mark(retirementId, 'SUBMITTED', { registryRetirementId: null });
    expect(await problemOf(mark(retirementId, 'CONFIRMED', { registryRetirementId }))).toMatchObject({
      status: 400,
    });
  });

  it('hand in whole tonnes only', async () => {
    const retirementId = await retireTonnes(1.5);
    expect(await problemOf(mark(retirementId, 'SUBMITTED'))).toMatchObject({
      status: 409,
      code: 'NOT_WHOLE_TONNES',
    });
  });

  it('hand in the whole tonnes of a lot that parts of a tonne have left, each with its own serials', async () => {
    const first = serials + 1;
    serials += 10;
    const creditId = await books.buy({
      amountCO2: 10,
      unit: 't',
      serials: { text: 'S', first, last: serials },
    });
    const given: unknown[] = [];
    for (const amountCO2 of [1, 3_000_000, 500_000, 2_000_000]) {
      const { answer } = await books.retire({ items: [{ creditId, amountCO2 }] });
      const handedIn = mark(answer.retirementId, 'SUBMITTED', { registryRetirementId: null });
      if (amountCO2 < 1_000_000)
        expect(await problemOf(handedIn)).toMatchObject({ code: 'NOT_WHOLE_TONNES' });
      else expect(await handedIn).toMatchObject({ isNew: true });
      given.push(answer.lines[0]?.serials ?? null);
    }
    expect(given).toEqual([
      null,
      expect.objectContaining({ first: first + 1, last: first + 3 }),
      null,
      expect.objectContaining({ first: first + 4, last: first + 5 }),
    ]);
  });

  it.each([
    [{ organizationId: 'org-2' }, 404],
    [{ retirementId: 'x' }, 404],
    [{ reason: ' ' }, 400],
    [{ evidenceUrl: 'http://registry.goldstandard.org/' }, 400],
    [{ status: 'CONFIRMED', registryRetirementId: null }, 400],
    [{ status: 'CONFIRMED', evidenceUrl: null }, 400],
  ])('refuse %j', async (change, status) => {
    const retirementId = await retireTonnes(1);
    expect(await problemOf(mark(retirementId, 'SUBMITTED', change))).toMatchObject({ status });
  });

  it('let nothing leave a lot while it is disputed', async () => {
    const creditId = await books.buy();
    expect([await hold(creditId, true), await hold(creditId, true)]).toMatchObject([
      { isNew: true },
      { isNew: false },
    ]);
    expect((await books.one(creditId)).status).toBe('SUSPENDED');
    expect(await problemOf(books.retire({ creditIds: [creditId] }))).toMatchObject({
      code: 'CREDIT_NOT_RETIRABLE',
    });
    expect(await problemOf(cancel(creditId))).toMatchObject({ code: 'CREDIT_NOT_RETIRABLE' });
    await hold(creditId, false);
    expect((await books.retire({ creditIds: [creditId] })).answer.retiredCO2).toBe(10_000);
    expect(await problemOf(hold(creditId, true, 'org-2'))).toMatchObject({ status: 404 });
    expect(await problemOf(hold(NOBODYS, true))).toMatchObject({ status: 404 });
  });

  it('leave a lot alone that is pending', async () => {
    const creditId = await books.buy();
    const setHold = (status: string | null) =>
      books.source.query('UPDATE credits.carbon_credit SET hold = $2 WHERE id = $1', [creditId, status]);
    await setHold('PENDING');
    for (const isHeld of [true, false])
      expect(await problemOf(hold(creditId, isHeld))).toMatchObject({ status: 409, code: 'CREDIT_PENDING' });
    expect((await books.one(creditId)).status).toBe('PENDING');
    await setHold(null);
  });

  it('cancel what is available, once', async () => {
    const creditId = await books.buy();
    await books.retire({ items: [{ creditId, amountCO2: 4_000 }] });
    expect(await problemOf(cancel(creditId, 'org-2'))).toMatchObject({ status: 404 });
    expect(await cancel(creditId)).toEqual({ creditId, cancelledCO2: 6_000 });
    expect(await books.one(creditId)).toMatchObject({
      cancelledCO2: 6_000,
      retiredCO2: 4_000,
      availableCO2: 0,
    });
    expect(await problemOf(cancel(creditId))).toMatchObject({ status: 409 });
  });
});
