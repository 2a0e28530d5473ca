import { DAY_MS } from '@ecobe/carbon';
import { openDesk } from '../../../../test/support/workload-desk';
import type { Desk } from '../../../../test/support/workload-desk';
import { RetainPlansUseCase } from '../features/retain-plans/retain-plans.use-case';
import { NOW_MS } from '../ports/routing.fixture';
import { twoGrids, workload } from '../work/work.fixture';
import { PlanRetentionRepository } from './plan-retention.repository';

jest.setTimeout(60_000);

const KEPT_DAYS = 30;
const PLANS_OF_EACH = 6;

describe('PlanRetentionRepository', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
  });
  afterAll(() => desk.close());

  /** Each workload gets a plan a day. */
  const planDaily = (ids: readonly string[]) =>
    desk.source.query(
      `WITH more AS (
         INSERT INTO routing.workload_plan (workload_id, number, planned_at, details)
         SELECT workload_id, n, planned_at + (n - 1) * interval '1 day', details
         FROM routing.workload_plan, generate_series(2, ${PLANS_OF_EACH}) n WHERE workload_id = ANY($1))
       UPDATE routing.workload SET plan_number = ${PLANS_OF_EACH} WHERE id = ANY($1)`,
      [ids],
    );
  const numbersOf = async (id = '') => {
    const rows = await desk.source.query<{ number: number }[]>(
      'SELECT number FROM routing.workload_plan WHERE workload_id = $1 ORDER BY number',
      [id],
    );
    return rows.map(({ number }) => number);
  };

  it('removes in portions what was replaced long ago, and keeps the first, the one that counts, and the books', async () => {
    const old = await desk.accept(workload(), workload(), workload());
    await desk.plan.planAccepted();
    await planDaily(old);
    const retention = new PlanRetentionRepository(desk.source, 2);
    const retain = (daysLater: number) =>
      new RetainPlansUseCase(retention, { nowMs: () => NOW_MS + daysLater * DAY_MS }, KEPT_DAYS).run();

    expect(await retain(KEPT_DAYS)).toBe(0);
    // The plans of the first two days have been replaced for longer now.
    expect(await retain(KEPT_DAYS + 2.5)).toBe(6);
    for (const id of old) expect(await numbersOf(id)).toEqual([1, 4, 5, 6]);
    const before = await desk.one(old[0]);
    expect(await retain(10 * KEPT_DAYS)).toBe(6);
    for (const id of old) expect(await numbersOf(id)).toEqual([1, 6]);
    expect(await desk.one(old[0])).toEqual(before);
    expect(await retain(10 * KEPT_DAYS)).toBe(0);
  });
});
