import type { Reservation } from '@ecobe/placement';
import { PlanningRepository } from './adapters/planning.repository';
import { MoveWriter } from './features/plan-workloads/move-writer';
import type { NewPlan, PlanningTurn } from './ports/planning-store';
import { NOW_MS } from './ports/routing.fixture';
import { OutlookBook } from './work/outlook-book';
import { flat, twoGrids, workload } from './work/work.fixture';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';

jest.setTimeout(60_000);
const CAP_KW = 6;
const HOUR_MS = 3_600_000;
const ROOM = `SELECT region, slot, kw FROM routing.reserved_room WHERE abs(kw) > 1e-9 ORDER BY 1, 2`;

describe('moves that are written together', () => {
  const grid = twoGrids().expects('DE', flat(400, { 10: 100, 11: 110, 12: 120 }));
  let desk: Desk;
  let store: PlanningRepository;
  const open = async (capKw?: number) => {
    desk = await openDesk(grid, { nowMs: NOW_MS, ...(capKw === undefined ? {} : { capKw }) });
    store = new PlanningRepository(desk.source);
  };
  afterEach(() => desk.close());
  const poison = (id: string, sql: string) =>
    desk.source.query(`UPDATE routing.workload SET ${sql} WHERE id = $1`, [id]);
  const rowsOf = (ids: readonly string[]) =>
    store.inTurn(async (turn) => {
      const rows = await turn.claimOpen(ids, NOW_MS);
      return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    });
  const reservationOf = async (id: string): Promise<Reservation> => {
    const [row] = await rowsOf([id]);
    if (row?.current?.reservation == null) throw new Error(`${id} holds nothing`);
    return row.current.reservation;
  };

  it.each([
    ['the database refuses', 'last_start_at = start_at'],
    ['nobody understands', `request = request || '{"homeRegion": "NOWHERE"}'`],
  ])('stay undone where one that %s would have made the room for them', async (_, damage) => {
    await open(CAP_KW);
    const one = workload({ durationHours: 1, powerKw: CAP_KW });
    await desk.accept(one, one, one);
    await desk.plan.planAccepted();
    const rows = await desk.source.query<{ id: string }[]>(
      'SELECT id FROM routing.workload ORDER BY start_at',
    );
    const [early = '', late = '', other = ''] = rows.map(({ id }) => id);
    const [from, to, last] = await Promise.all([early, late, other].map(reservationOf));
    await poison(early, damage);
    const afterwards = {
      region: 'DE',
      powerKw: CAP_KW,
      runs: (last?.runs ?? []).map((run) => ({ from: run.from + 8, until: run.until + 8 })),
    };
    const move = (id: string, before: Reservation | undefined, after: Reservation | undefined) => {
      if (before === undefined || after === undefined) throw new Error('three are planned');
      const target = { ...after, isRunNow: false, expectedG: 600, expectedUsd: null, weighed: 600 };
      return { id, planNumber: 1, from: before, to: after, target };
    };
    const settings = { minGainPercent: 0, capKwOf: () => CAP_KW, isCapped: true };
    const knowledge = { book: new OutlookBook(grid), clock: { nowMs: () => NOW_MS }, settings };
    const moves = [move(early, from, to), move(late, to, from), move(other, last, afterwards)];
    const round = await new MoveWriter(store, knowledge).write(moves, () => undefined);
    expect(round).toMatchObject({ planned: 1, faulty: 1 });
    expect(await Promise.all([early, late, other].map(reservationOf))).toEqual([from, to, afterwards]);
    const room = await desk.source.query<{ kw: number }[]>(ROOM);
    expect(room.map(({ kw }) => kw)).toEqual(Array.from({ length: 12 }, () => CAP_KW));
  });

  /** Until somebody of the database waits for a lock, or something is done. */
  const blockedOr = async (done: Promise<unknown>): Promise<void> => {
    const state = { isDone: false };
    const end = (): void => {
      state.isDone = true;
    };
    done.then(end, end);
    for (let looks = 0; looks < 2_000 && !state.isDone; looks++) {
      const waiting = await desk.source.query<unknown[]>(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
  };

  it('do not stand in the way of a cancellation that needs the same room', async () => {
    await open();
    // Their room of before is in France, so that in Germany only the hours they get are locked.
    const french = workload({ homeRegion: 'FR' });
    const ids = await desk.accept(french, french, workload({ durationHours: 3 }));
    const [first = '', second = '', long = ''] = ids;
    await desk.plan.planAccepted();
    const room = await reservationOf(long);
    const start = room.runs[0]?.from ?? NaN;
    const cancelled: Promise<unknown>[] = [];
    const refused = await store.inTurn(async (turn) => {
      const late = await turn.save([await newPlanAt(turn, first, start + 8)]);
      const cancelling = desk.change.cancel(long);
      cancelled.push(cancelling);
      await blockedOr(cancelling);
      return [...late, ...(await turn.save([await newPlanAt(turn, second, start)]))];
    });
    expect(refused).toEqual([]);
    await Promise.all(cancelled);
    expect((await desk.one(long)).status).toBe('cancelled');
    const [rest] = await desk.source.query<{ sum: number }[]>('SELECT sum(kw) FROM routing.reserved_room');
    expect(rest?.sum).toBeCloseTo(2 * 4 * 3, 6);
  });

  it('let a cancellation that was caught in a deadlock try again', async () => {
    await open();
    const [long = ''] = await desk.accept(workload({ durationHours: 3 }));
    await desk.plan.planAccepted();
    const start = (await reservationOf(long)).runs[0]?.from ?? NaN;
    let cancelled: Promise<unknown> = Promise.resolve();
    await desk.source.transaction(async (manager) => {
      // Its own patience is longer, so that the cancellation has to give way.
      await manager.query("SET LOCAL deadlock_timeout = '30s'");
      const touch = 'UPDATE routing.reserved_room SET kw = kw WHERE slot = $1';
      await manager.query(touch, [start + 8]);
      cancelled = desk.change.cancel(long);
      await blockedOr(cancelled);
      await manager.query(touch, [start]);
    });
    await cancelled;
    expect((await desk.one(long)).status).toBe('cancelled');
    expect(await desk.source.query(ROOM)).toEqual([]);
  });
});

/** A plan of one hour that begins in a quarter of an hour, counted from the epoch. */
async function newPlanAt(turn: PlanningTurn, id: string, slot: number): Promise<NewPlan> {
  const [row] = await turn.claimOpen([id], NOW_MS);
  if (row?.baseline == null) throw new Error(`${id} has no plan`);
  const startMs = (slot * HOUR_MS) / 4;
  return {
    ...{ workloadId: id, number: row.planNumber + 1, plannedAtMs: NOW_MS, region: 'DE', zone: 'DE' },
    segments: [{ startMs, endMs: startMs + HOUR_MS }],
    reservation: { region: 'DE', runs: [{ from: slot, until: slot + 4 }], powerKw: 3 },
    ...{ reason: null, baseline: row.baseline, replaced: row.current?.reservation ?? null },
    details: { explanation: 'moved', placed: null, alternatives: [], excluded: [], warnings: [] },
  };
}
