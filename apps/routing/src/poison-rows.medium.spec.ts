import { NOW_MS } from './ports/routing.fixture';
import { twoGrids, workload } from './work/work.fixture';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);

describe('rows that nobody can plan', () => {
  let grid = twoGrids();
  let desk: Desk;
  beforeEach(async () => {
    grid = twoGrids();
    desk = await openDesk(grid, { nowMs: NOW_MS });
  });
  afterEach(() => desk.close());

  it('plans all others beside rows that cannot be planned, tells each its own reason, and gives them up in the end', async () => {
    const [broken, unsaved, waiting, good] = await desk.accept(
      workload(),
      workload(),
      workload({ homeRegion: 'FR' }),
      workload(),
    );
    grid.forgets('FR');
    const poison = (id = '', sql: string) =>
      desk.source.query(`UPDATE routing.workload SET ${sql} WHERE id = $1`, [id]);
    await poison(broken, `request = request || '{"homeRegion": "NOWHERE"}'`);
    // A plan that the database refuses: it starts after its last start.
    await poison(unsaved, "last_start_at = '2026-03-01T12:00:00Z'");
    expect(await desk.plan.planAccepted()).toEqual({ seen: 4, planned: 1, unplaceable: 1, faulty: 2 });
    expect((await desk.one(good)).status).toBe('planned');
    expect((await desk.one(broken)).reason).toContain('it cannot be planned: ');
    expect((await desk.one(unsaved)).reason).toContain('its plan could not be kept: ');
    expect((await desk.one(waiting)).reason).toBe('FR: no forecast of it is known');
    for (let round = 2; round <= 8; round += 1) {
      expect((await desk.one(broken)).status).toBe('accepted');
      await desk.endWaits();
      await desk.plan.planAccepted();
    }
    expect((await desk.one(broken)).status).toBe('dead');
    expect((await desk.one(waiting)).status).toBe('accepted');
  });

  it('keeps a plan whose request cannot be understood any more, and its room', async () => {
    const [id] = await desk.accept(workload(), workload());
    await desk.plan.planAccepted();
    const { startAt } = await desk.one(id);
    const reserved = () => desk.source.query<unknown[]>('SELECT * FROM routing.reserved_room ORDER BY 1, 2');
    const room = await reserved();
    await desk.source.query(
      `UPDATE routing.workload SET request = request || '{"homeRegion": "NOWHERE"}' WHERE id = $1`,
      [id],
    );
    expect(await desk.plan.planAnew()).toMatchObject({ seen: 2, faulty: 1 });
    expect(await desk.one(id)).toMatchObject({ status: 'planned', startAt });
    expect(await reserved()).toEqual(room);
  });
});
