import { PlanningRepository } from './adapters/planning.repository';
import { NOW_MS } from './ports/routing.fixture';
import { flat, hoursFromNow, twoGrids, workload } from './work/work.fixture';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const CAP_KW = 40;
const DAY_MS = 86_400_000;
/** Mean kW of the fullest hour of a region, from the plans themselves. */
const FULLEST = `
  SELECT max(kw) AS most FROM (
    SELECT sum((reservation->>'powerKw')::float8) / 4 AS kw
    FROM routing.workload, jsonb_array_elements(reservation->'runs') AS run,
      generate_series((run->>'from')::int, (run->>'until')::int - 1) AS slot
    GROUP BY reservation->>'region', slot / 4) AS hourly`;
const EMITTED = `
  SELECT sum(expected_g) AS grams FROM routing.workload w
  JOIN routing.workload_plan p ON p.workload_id = w.id AND p.number = w.plan_number`;

describe('workloads that are planned together', () => {
  /** Germany has three clean hours; Poland is nearly as clean at any hour, Britain never. */
  const grid = () =>
    twoGrids()
      .expects('DE', flat(400, { 10: 100, 11: 100, 12: 100 }))
      .knows('PL', 150)
      .expects('PL', flat(150))
      .knows('GB', 900)
      .expects('GB', flat(900));
  const many = (homeRegion: string, more = {}) =>
    Array.from({ length: 20 }, () =>
      workload({ durationHours: 1, powerKw: 6, homeRegion, allowedRegions: ['DE'], ...more }),
    );
  const desks: Desk[] = [];
  const open = async (more: Partial<Parameters<typeof openDesk>[1]> = {}, known = grid()) => {
    const desk = await openDesk(known, { nowMs: NOW_MS, capKw: CAP_KW, ...more });
    desks.push(desk);
    return desk;
  };
  afterEach(async () => {
    for (const desk of desks.splice(0).reverse()) await desk.close();
  });
  const numberOf = async (desk: Desk, sql: string) => {
    const [row] = await desk.source.query<Record<string, number>[]>(sql);
    return Number(Object.values(row ?? {})[0]);
  };
  /** Those who gain little come first, those who gain much after them. */
  const acceptAll = async (first: Desk, second: Desk) => {
    const modest = await first.accept(...many('PL'));
    await first.plan.planAccepted();
    const needy = await second.accept(...many('GB'));
    await second.plan.planAccepted();
    await Promise.all([first.plan.planAnew(), second.plan.planAnew()]);
    return { modest, needy };
  };

  it('emit less than planned one by one as they come, by two planners at once, and overload no hour', async () => {
    const alone = await open({ isOneByOne: true });
    await acceptAll(alone, alone);
    const first = await open();
    const second = await open({ beside: first });
    const { modest } = await acceptAll(first, second);
    expect(await numberOf(alone, FULLEST)).toBeLessThanOrEqual(CAP_KW + 1e-6);
    expect(await numberOf(first, FULLEST)).toBeLessThanOrEqual(CAP_KW + 1e-6);
    expect(await numberOf(first, EMITTED)).toBeLessThan(0.75 * (await numberOf(alone, EMITTED)));
    const room = await numberOf(first, 'SELECT sum(kw) FROM routing.reserved_room');
    const plans = await numberOf(
      first,
      `SELECT sum((reservation->>'powerKw')::float8 * ((run->>'until')::int - (run->>'from')::int))
       FROM routing.workload, jsonb_array_elements(reservation->'runs') AS run`,
    );
    expect(room).toBeCloseTo(plans, 6);
    const modestPlans = await Promise.all(modest.map((id) => first.one(id)));
    const atHome = modestPlans.find(({ region }) => region === 'PL');
    // 6 kWh at 150 instead of 100 gCO2eq/kWh.
    expect(atHome?.plan?.explanation).toContain('300 g more than if it had all room for itself');
  });

  it('change nothing when nothing has changed', async () => {
    const desk = await open();
    await acceptAll(desk, desk);
    const before = await numberOf(desk, 'SELECT count(*) FROM routing.workload_plan');
    await desk.plan.planAnew();
    expect(await numberOf(desk, 'SELECT count(*) FROM routing.workload_plan')).toBe(before);
  });

  it('leave alone what is about to start and what nobody understands, and move all others', async () => {
    const known = grid();
    const desk = await open({}, known);
    const ids = await desk.accept(...many('GB').slice(0, 3));
    await desk.plan.planAccepted();
    const byStart = await Promise.all(
      ids.map(async (id) => ({ id, at: (await desk.one(id)).startAt ?? '' })),
    );
    const [soon, broken, other] = byStart.sort((a, b) => a.at.localeCompare(b.at)).map(({ id }) => id);
    await desk.source.query(
      `UPDATE routing.workload SET request = request || '{"homeRegion": "NOWHERE"}' WHERE id = $1`,
      [broken],
    );
    const plannedAt = (await desk.one(soon)).startAt;
    // Another one is now the only one that starts within the quarter of an hour.
    desk.time.nowMs = Date.parse(plannedAt ?? '') - 10 * 60_000;
    await desk.source.query(
      `UPDATE routing.workload SET start_at = start_at + interval '1 hour' WHERE id <> $1`,
      [soon],
    );
    known.expects('DE', flat(400, { 15: 10 }));
    const round = await desk.plan.planAnew();
    expect(round).toMatchObject({ seen: 2, faulty: 1 });
    expect((await desk.one(soon)).startAt).toBe(plannedAt);
    expect((await desk.one(other)).startAt).toBe(hoursFromNow(15 - 1 / 3));
    expect((await desk.one(broken)).status).toBe('planned');
  });

  it('give an hour that others need its price, which those who come later have to reckon with', async () => {
    const desk = await open();
    await desk.accept(...many('GB'), ...many('GB'));
    await desk.plan.planAccepted();
    const [price] = await desk.source.query<{ region: string; g: number }[]>(
      'SELECT region, max(g_per_kwh) AS g FROM routing.room_price GROUP BY region ORDER BY g DESC LIMIT 1',
    );
    expect(price?.region).toBe('DE');
    expect(price?.g).toBeGreaterThan(50);
    // Room is left in the last of the clean hours for a small one, which gains less by it than it is worth.
    const [id] = await desk.accept(
      workload({ durationHours: 0.25, powerKw: 1, homeRegion: 'PL', allowedRegions: ['DE'] }),
    );
    await desk.plan.planAccepted();
    expect((await desk.one(id)).region).toBe('PL');
  });

  it('find on record what arrived, of many some that stand for all', async () => {
    const desk = await open({ isOneByOne: true });
    const late = { deadline: hoursFromNow(72) };
    await desk.accept(...many('GB', late));
    desk.time.nowMs += DAY_MS;
    await desk.accept(...many('PL', late), ...many('GB', late));
    desk.time.nowMs += DAY_MS;
    await desk.accept(workload(late));
    const store = new PlanningRepository(desk.source);
    const record = await store.arrivals(NOW_MS - DAY_MS, NOW_MS + 2 * DAY_MS, 10);
    expect(record).toMatchObject({ sinceMs: NOW_MS, total: 60 });
    expect(record.drawn.length).toBeGreaterThanOrEqual(8);
    expect(record.drawn.length).toBeLessThanOrEqual(10);
    expect(new Set(record.drawn.map(({ acceptedAtMs }) => acceptedAtMs)).size).toBe(2);
    expect(await store.arrivals(NOW_MS + 5 * DAY_MS, NOW_MS + 9 * DAY_MS, 10)).toEqual({
      ...{ sinceMs: null, total: 0, drawn: [] },
    });
  });
});
