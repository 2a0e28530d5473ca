import type { OffsetNeeded, OffsetPolicyRequest } from '@ecobe/contracts';
import { PolicyRepository } from './adapters/policy.repository';
import { RunOffsetPoliciesUseCase } from './features/run-offset-policies/run-offset-policies.use-case';
import { SetOffsetPolicyUseCase } from './features/set-offset-policy/set-offset-policy.use-case';
import { openBooks, problemOf } from './ledger.fixture';
import type { Books } from './ledger.fixture';

jest.setTimeout(60_000);

describe('offset policies', () => {
  let books: Books;
  let policies: SetOffsetPolicyUseCase;
  let runner: RunOffsetPoliciesUseCase;
  const told: OffsetNeeded[] = [];
  const faults: unknown[] = [];
  beforeAll(async () => {
    books = await openBooks();
    const store = new PolicyRepository(books.source);
    policies = new SetOffsetPolicyUseCase(store);
    runner = new RunOffsetPoliciesUseCase(
      store,
      books.ledger,
      { nowMs: () => Date.now() },
      (needed) => Promise.resolve(void told.push(needed)),
      (_organizationId, error) => faults.push(error),
    );
  });
  afterAll(() => books.close());
  const set = (organizationId: string, change: Partial<OffsetPolicyRequest> = {}) =>
    policies.set(organizationId, { targetOffsetPercentage: 50, mode: 'RETIRE', ...change });
  const lastRun = async (organizationId: string) => (await policies.one(organizationId)).lastRun;

  it('bring each organisation to its target, and then do nothing', async () => {
    await books.emit(10_000_000_000n, 'plain');
    await books.buy({ organizationId: 'plain', amountCO2: 20_000 });
    expect((await set('plain')).lastRun).toBeNull();
    await runner.execute();
    expect(await lastRun('plain')).toMatchObject({ outcome: 'RETIRED', retiredCO2: 5_000, isCapped: false });
    expect(await books.balance('plain')).toMatchObject({ totalOffset: 5_000, offsetPercentage: 50 });
    const keys = await books.count('idempotency_key');
    await runner.execute();
    expect(await lastRun('plain')).toMatchObject({ outcome: 'NOTHING_TO_DO', neededCO2: 0 });
    expect(await books.count('idempotency_key')).toBe(keys);
  });

  it('keep to the cap of the month and to the lots that are allowed', async () => {
    await books.emit(10_000_000_000n, 'capped');
    await books.buy({ organizationId: 'capped', amountCO2: 20_000, mitigation: 'AVOIDANCE' });
    await books.buy({ organizationId: 'capped', amountCO2: 2_500, mitigation: 'REMOVAL' });
    await set('capped', { monthlyCapCO2: 2, unit: 'kg', policy: { mitigations: ['REMOVAL'] } });
    await runner.execute();
    expect(await lastRun('capped')).toMatchObject({
      ...{ outcome: 'PARTLY_RETIRED', neededCO2: 5_000, retiredCO2: 2_000, shortfallCO2: 0, isCapped: true },
    });
    await runner.execute();
    expect(await lastRun('capped')).toMatchObject({
      outcome: 'PARTLY_RETIRED',
      retiredCO2: 0,
      isCapped: true,
    });
    await set('capped', { monthlyCapCO2: 4_000, policy: { mitigations: ['REMOVAL'] } });
    await runner.execute();
    expect(await lastRun('capped')).toMatchObject({ retiredCO2: 500, shortfallCO2: 1_500, isCapped: true });
    expect(await books.balance('capped')).toMatchObject({ totalOffset: 2_500 });
  });

  it('count what callers offset in their cap, which does not hold callers back', async () => {
    const organizationId = 'asked';
    await books.emit(10_000_000_000n, organizationId);
    await books.buy({ organizationId, amountCO2: 20_000 });
    await set(organizationId, { monthlyCapCO2: 2_000, targetOffsetPercentage: 100 });
    await books.autoOffset({ organizationId, targetOffsetPercentage: 15 });
    await runner.execute();
    expect(await lastRun(organizationId)).toMatchObject({ retiredCO2: 500, isCapped: true });
    const { answer } = await books.autoOffset({ organizationId });
    expect(answer).toMatchObject({ outcome: 'RETIRED', retiredCO2: 8_000 });
  });

  it('are capped by their cap, not by what JSON numbers leave out beyond 9 Gt', async () => {
    await books.emit(9_007_199_254_740_993n * 1_000_000n, 'huge');
    await books.buy({ organizationId: 'huge', amountCO2: 9_007_199_254_740_000 });
    await books.buy({ organizationId: 'huge', amountCO2: 993 });
    await set('huge', { targetOffsetPercentage: 100 });
    await runner.execute();
    expect(await lastRun('huge')).toMatchObject({
      ...{ outcome: 'RETIRED', neededCO2: 9_007_199_254_740_994, retiredCO2: 9_007_199_254_740_992 },
      ...{ shortfallCO2: 0, isCapped: false },
    });
  });

  it('only tell where that is all that is wanted', async () => {
    await books.emit(10_000_000_000n, 'told');
    await books.buy({ organizationId: 'told', amountCO2: 3_000 });
    await set('told', { mode: 'NOTIFY' });
    await runner.execute();
    expect(told).toEqual([{ organizationId: 'told', neededCO2: 5_000, shortfallCO2: 2_000 }]);
    expect(await lastRun('told')).toMatchObject({
      outcome: 'WOULD_RETIRE',
      retiredCO2: 3_000,
      retirementId: null,
    });
    expect(await books.balance('told')).toMatchObject({ totalOffset: 0 });
  });

  it('keep why a round failed until one does not, and the others go on', async () => {
    for (const organizationId of ['failing', 'going-on']) {
      await books.emit(10_000_000_000n, organizationId);
      await set(organizationId);
    }
    const creditId = await books.buy({ organizationId: 'failing', amountCO2: 20_000 });
    await books.buy({ organizationId: 'going-on', amountCO2: 20_000 });
    await books.source.transaction(async (manager) => {
      await manager.query('SELECT FROM credits.carbon_credit WHERE id = $1 FOR UPDATE', [creditId]);
      await runner.execute();
    });
    expect(await lastRun('going-on')).toMatchObject({ outcome: 'RETIRED' });
    const failed = await policies.one('failing');
    expect([failed.lastRun, failed.lastFailure?.code]).toEqual([null, 'LEDGER_BUSY']);
    expect(faults.splice(0)).toEqual([expect.objectContaining({ name: 'ProblemError' })]);
    await runner.execute();
    expect(await policies.one('failing')).toMatchObject({
      lastRun: { outcome: 'RETIRED' },
      lastFailure: null,
    });
  });

  it('call a fault of ours by no more than its name', async () => {
    await books.emit(10_000_000_000n, 'untold');
    await set('untold', { mode: 'NOTIFY' });
    const broken = () => Promise.reject(new Error('broker at 10.0.0.7 is away'));
    const clock = { nowMs: () => Date.parse('2026-03-01T13:00:00Z') };
    const store = new PolicyRepository(books.source);
    await new RunOffsetPoliciesUseCase(store, books.ledger, clock, broken, () => undefined).execute();
    const { lastRun: kept, lastFailure } = await policies.one('untold');
    expect(kept).toMatchObject({ outcome: 'WOULD_RETIRE' });
    expect(lastFailure).toEqual({
      ...{ failedAt: '2026-03-01T13:00:00.000Z', code: 'INTERNAL' },
      detail: 'The round failed unexpectedly; the next one tries again.',
    });
  });

  it('are ended, and refuse what is none', async () => {
    await set('ended');
    expect(await policies.end('ended')).toMatchObject({ organizationId: 'ended' });
    for (const ask of [() => policies.end('ended'), () => policies.one('ended')])
      expect(await problemOf(ask())).toMatchObject({ status: 404, code: 'OFFSET_POLICY_NOT_FOUND' });
    expect(await problemOf(set('x', { targetOffsetPercentage: 0.001 }))).toMatchObject({ status: 400 });
    expect(await problemOf(set('x', { monthlyCapCO2: 0.5 }))).toMatchObject({ status: 400 });
    expect(faults).toEqual([]);
  });
});
