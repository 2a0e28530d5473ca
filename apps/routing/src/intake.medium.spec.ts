import { ProblemError } from '@ecobe/contracts';
import { NOW_MS } from './ports/routing.fixture';
import { hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);

describe('acceptance of workloads', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
  });
  beforeEach(() =>
    desk.source.query('TRUNCATE routing.workload, routing.workload_batch, routing.outbox CASCADE'),
  );
  afterAll(() => desk.close());
  const problemOf = async (refused: Promise<unknown>) => {
    const error = await refused.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ProblemError);
    return (error as ProblemError).problem;
  };
  const count = async () => {
    const [row] = await desk.source.query<{ count: string }[]>('SELECT count(*) FROM routing.workload');
    return Number(row?.count);
  };

  it('stores a thousand at once', async () => {
    const many = Array.from({ length: 1_000 }, (_, i) =>
      workload({ externalId: `w-${i}`, organizationId: 'org-1' }),
    );
    const ids = await desk.accept(...many);
    expect(new Set(ids).size).toBe(1_000);
    expect(await count()).toBe(1_000);
    const page = await desk.reader.list({ limit: 3, organizationId: 'org-1' });
    const next = await desk.reader.list({ limit: 3, cursor: page.nextCursor ?? '' });
    expect([...page.items, ...next.items].map(({ externalId }) => externalId)).toHaveLength(6);
    expect(new Set([...page.items, ...next.items].map(({ workloadId }) => workloadId)).size).toBe(6);
  });

  it('answers the same under the same key, and refuses another request under it', async () => {
    const first = await desk.acceptAs('key-1', [workload()]);
    expect(await desk.acceptAs('key-1', [workload()])).toEqual(first);
    expect(await count()).toBe(1);
    expect(await problemOf(desk.acceptAs('key-1', [workload({ powerKw: 4 })]))).toMatchObject({
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('keeps the keys of organisations apart', async () => {
    const of = (organizationId?: string) => [workload({ externalId: 'one', organizationId })];
    const first = await desk.acceptAs('key-2', of('org-1'));
    const second = await desk.acceptAs('key-2', of('org-2'));
    const nobody = await desk.acceptAs('key-2', of());
    const mixed = [...of('org-1'), workload({ externalId: 'two', organizationId: 'org-2' })];
    expect(await problemOf(desk.acceptAs('key-2', mixed))).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(new Set([first.batchId, second.batchId, nobody.batchId]).size).toBe(3);
    expect(await desk.acceptAs('key-2', of('org-1'))).toEqual(first);
    expect(await desk.acceptAs('key-2', of('org-2'))).toEqual(second);
    expect(await desk.acceptAs('key-2', of())).toEqual(nobody);
    expect(await count()).toBe(3);
  });

  it('takes the same workload on once, however often it comes, also at the same moment', async () => {
    const twin = workload({ externalId: 'twin' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => desk.acceptAs(`race-${i}`, [twin])),
    );
    const ids = answers.map(({ workloads: [one] }) => one?.workloadId);
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ workloads: [one] }) => one?.isNew)).toHaveLength(1);
    expect(await count()).toBe(1);
  });

  it('refuses an id that stands for another workload, and then takes on nothing of the batch', async () => {
    await desk.accept(workload({ externalId: 'a' }));
    await desk.accept(workload({ externalId: 'a', organizationId: 'another' }));
    const batch = [workload({ externalId: 'b' }), workload({ externalId: 'a', powerKw: 9 })];
    expect(await problemOf(desk.accept(...batch))).toMatchObject({
      status: 409,
      code: 'WORKLOAD_ID_TAKEN',
      errors: [{ pointer: '/workloads/1/externalId' }],
    });
    expect(await count()).toBe(2);
  });

  it.each([
    [
      [workload({ externalId: 'x' }), workload({ externalId: 'x' })],
      'DUPLICATE_WORKLOAD_ID',
      '/workloads/1/externalId',
    ],
    [[workload(), workload({ deadline: hoursFromNow(1) })], 'DEADLINE_TOO_SOON', '/workloads/1/deadline'],
    [[workload({ homeRegion: 'ES' })], 'NO_FEASIBLE_REGION', '/workloads/0'],
    [
      [workload({ webhookUrl: 'https://user:pass@example.com' })],
      'INVALID_WEBHOOK_URL',
      '/workloads/0/webhookUrl',
    ],
  ])('refuses %j', async (batch, code, pointer) => {
    expect(await problemOf(desk.accept(...batch))).toMatchObject({ code, errors: [{ pointer }] });
    expect([await count(), await desk.outbox.depth()]).toEqual([0, 0]);
  });
});
