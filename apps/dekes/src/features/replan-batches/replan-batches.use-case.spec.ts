import { HOUR_MS } from '@ecobe/carbon';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid, hours } from '../../dekes.fixture';
import { ReadBatchUseCase } from '../read-batch/read-batch.use-case';
import { ScheduleBatchUseCase } from '../schedule-batch/schedule-batch.use-case';
import { ReplanBatchesUseCase } from './replan-batches.use-case';

const busyFor = (ms: number): void => {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
};

/** A batch planned on the hours of FR that are given, home DE at 300. */
async function scheduled(fr: number[], count: number) {
  const store = new StoreOfSpec();
  const clock = clockAt();
  const known = grid()
    .knows('DE', 300)
    .expects('DE', hours(300))
    .knows('FR', 200)
    .expects('FR', hours(...fr));
  const accepted: string[] = [];
  const schedule = new ScheduleBatchUseCase(
    known,
    store,
    new ReadBatchUseCase(store),
    clock,
    POLICY,
    store.room,
    (workloads) => {
      accepted.push(...workloads.map(({ id }) => id));
      return Promise.resolve();
    },
  );
  const queries = Array.from({ length: count }, (_, n) => ({
    id: `q${n}`,
    query: 'x',
    estimatedResults: 200,
  }));
  const batch = await schedule.execute({ queries, regions: ['DE', 'FR'], lookAheadHours: 24 });
  const replan = new ReplanBatchesUseCase(known, store, clock, POLICY, store.room);
  return { store, clock, known, batch, accepted, replan };
}

describe('a batch that waits', () => {
  it('is spread over the quarters of its clean hour', async () => {
    const { batch, accepted } = await scheduled([200, 200, 20, 200], 40);
    const counts = new Map<string, number>();
    for (const { startAt } of batch.queries) counts.set(startAt, (counts.get(startAt) ?? 0) + 1);
    expect([...counts.entries()].sort()).toEqual(
      ['14:00', '14:15', '14:30', '14:45'].map((time) => [`2026-03-01T${time}:00.000Z`, 10]),
    );
    expect(accepted).toEqual(batch.queries.map(({ decisionId }) => decisionId));
  });

  it('stays as planned while nothing better comes', async () => {
    const { replan, store } = await scheduled([200, 200, 20, 200], 8);
    expect(await replan.execute()).toEqual({ moved: [], stuck: [] });
    expect(store.workloads.every(({ planNumber }) => planNumber === 1)).toBe(true);
  });

  it('moves to the hour that has become cleaner, and keeps its baseline', async () => {
    const { replan, store, known, batch } = await scheduled([200, 200, 20, 200], 8);
    known.expects('FR', hours(200, 200, 200, 200, 200, 10, 200));
    const { moved } = await replan.execute();
    expect(moved.map(({ planNumber }) => planNumber)).toEqual(Array(8).fill(2));
    for (const { startMs } of moved) expect(new Date(startMs).getUTCHours()).toBe(17);
    const { queries } = await new ReadBatchUseCase(store).execute(batch.batchId);
    expect(queries.map(({ baselineCO2 }) => baselineCO2)).toEqual(
      batch.queries.map(({ baselineCO2 }) => baselineCO2),
    );
  });

  it('moves although one of its queries can be planned by nobody, which keeps its plan and says why', async () => {
    const { replan, store, known } = await scheduled([200, 200, 20, 200], 4);
    const [poison] = store.workloads;
    if (poison?.run == null) throw new Error('nothing waits');
    for (const regions of [[], ['Atlantis']]) {
      store.workloads[0] = { ...poison, run: { ...poison.run, regions } };
      const cleanest = regions.length === 0 ? [200, 200, 200, 200, 200, 10, 200] : [200, 200, 200, 5, 200];
      known.expects('FR', hours(...cleanest));
      const { moved, stuck } = await replan.execute();
      expect(moved.map(({ id }) => id).sort()).toEqual(
        store.workloads
          .slice(1)
          .map(({ id }) => id)
          .sort(),
      );
      expect(stuck.map(({ id }) => id)).toEqual([poison.id]);
      expect(store.workloads[0]).toMatchObject({
        placement: poison.placement,
        lastError: expect.stringMatching(/^could not be planned anew: ./) as string,
      });
    }
  });

  it('stays where it is when its time has come, and when nothing is known any more', async () => {
    const { replan, clock, known, store } = await scheduled([200, 200, 20, 200], 4);
    known.expects('FR', hours(200, 200, 200, 200, 200, 10, 200));
    clock.ms = NOW_MS + 3 * HOUR_MS;
    expect(await replan.execute()).toEqual({ moved: [], stuck: [] });
    clock.ms = NOW_MS;
    known.forgets('FR');
    known.forgets('DE');
    expect(await replan.execute()).toEqual({ moved: [], stuck: [] });
    expect(store.workloads).toHaveLength(4);
  });

  it('never starts later than it may', async () => {
    const { batch } = await scheduled([...Array<number>(30).fill(200), 1], 3);
    for (const { startAt, endAt, latestStartAt } of batch.queries) {
      expect(Date.parse(startAt)).toBeLessThanOrEqual(Date.parse(latestStartAt));
      expect(Date.parse(endAt)).toBeLessThanOrEqual(NOW_MS + 24 * HOUR_MS);
    }
  });

  it('is planned anew in pages, while others have their turn', async () => {
    const { replan, store, known } = await scheduled([200, 200, 20, 200], 450);
    const pages: number[] = [];
    const read = store.waiting.bind(store);
    store.waiting = async (after, limit) => {
      const page = await read(after, limit);
      pages.push(page.length);
      return page;
    };
    known.expects('FR', hours(200, 200, 200, 200, 200, 10, 200));
    const replanOne = store.room.replan.bind(store.room);
    store.room.replan = (...run) => {
      busyFor(0.2);
      return replanOne(...run);
    };
    let turns = 0;
    const others = setInterval(() => (turns += 1), 1);
    const { moved } = await replan.execute();
    clearInterval(others);
    expect([moved.length, pages]).toEqual([450, [200, 200, 50]]);
    expect(turns).toBeGreaterThan(0);
  });
});
