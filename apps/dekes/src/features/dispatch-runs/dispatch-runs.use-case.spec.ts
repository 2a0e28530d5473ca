import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid } from '../../dekes.fixture';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { DispatchStore } from '../../ports/dispatch-store';
import { ReadBatchUseCase } from '../read-batch/read-batch.use-case';
import { ScheduleBatchUseCase } from '../schedule-batch/schedule-batch.use-case';
import { DispatchRunsUseCase } from './dispatch-runs.use-case';

/** One query that may start until an hour and 50 minutes after now. */
async function waiting(): Promise<StoredWorkload> {
  const store = new StoreOfSpec();
  const known = grid().knows('DE', 300);
  const accepted = () => Promise.resolve();
  const batches = new ReadBatchUseCase(store);
  await new ScheduleBatchUseCase(known, store, batches, clockAt(), POLICY, store.room, accepted).execute({
    queries: [{ id: 'q', query: 'x', estimatedResults: 500 }],
    ...{ regions: ['DE'], lookAheadHours: 2, callbackUrl: 'https://dekes.example/hooks' },
  });
  const [workload] = store.workloads;
  if (workload === undefined) throw new Error('nothing waits');
  return workload;
}

/** Calls the owner of one run at an instant, and tells by how much it was late. */
async function dispatchedAt(workload: StoredWorkload, nowMs: number) {
  const due = [{ ...workload, host: 'dekes.example' }];
  const calls: number[] = [];
  const runs: DispatchStore = {
    claimDue: () => Promise.resolve(due.splice(0)),
    markDue: () => Promise.resolve(0),
    dispatched: () => Promise.resolve(),
    failed: () => Promise.resolve(),
    revive: () => Promise.resolve(false),
  };
  const caller = {
    call: (_workload: StoredWorkload, lateMinutes: number) => {
      calls.push(lateMinutes);
      return Promise.resolve({ kind: 'called' } as const);
    },
  };
  const round = await new DispatchRunsUseCase(runs, caller, clockAt(nowMs)).execute();
  return { round, calls };
}

describe('dispatching a run', () => {
  it('is in time until its latest start', async () => {
    const { round, calls } = await dispatchedAt(await waiting(), NOW_MS + 110 * MINUTE_MS);
    expect([calls, round]).toEqual([[0], { called: 1, failed: 0, due: 0, late: 0 }]);
  });

  it('says by how much it is late after that', async () => {
    const { round, calls } = await dispatchedAt(await waiting(), NOW_MS + 110 * MINUTE_MS + 3 * HOUR_MS);
    expect([calls, round]).toEqual([[180], { called: 1, failed: 0, due: 0, late: 1 }]);
  });

  it('ends, once stopped, after what is under way to a receiver that hangs', async () => {
    const workload = await waiting();
    const backlog = Array.from({ length: 30 }, (_, n) => ({
      ...workload,
      id: `run-${n}`,
      host: 'hangs.example',
    }));
    const runs: DispatchStore = {
      claimDue: (_nowMs, _leaseMs, { perHost, byHost }) =>
        Promise.resolve(backlog.splice(0, byHost.get('hangs.example') ?? perHost)),
      markDue: () => Promise.resolve(0),
      dispatched: () => Promise.resolve(),
      failed: () => Promise.resolve(),
      revive: () => Promise.resolve(false),
    };
    let give: () => void = () => undefined;
    const gaveUp = new Promise<void>((resolve) => (give = resolve));
    const caller = {
      call: async () => {
        await gaveUp;
        return { kind: 'failed', reason: 'no answer', isFinal: false } as const;
      },
    };
    const dispatch = new DispatchRunsUseCase(runs, caller, clockAt(NOW_MS));
    const round = dispatch.execute();
    while (backlog.length === 30) await new Promise((resolve) => setImmediate(resolve));
    dispatch.stop();
    give();
    expect(await round).toEqual({ called: 0, failed: 8, due: 0, late: 0 });
    expect(backlog).toHaveLength(22);
  });

  it('claims nothing once stopped, for rounds that have queued for a look either', async () => {
    let looks = 0;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const runs: DispatchStore = {
      claimDue: async () => {
        looks += 1;
        await answered;
        return [];
      },
      markDue: () => Promise.resolve(0),
      dispatched: () => Promise.resolve(),
      failed: () => Promise.resolve(),
      revive: () => Promise.resolve(false),
    };
    const caller = { call: () => Promise.resolve({ kind: 'called' } as const) };
    const dispatch = new DispatchRunsUseCase(runs, caller, clockAt(NOW_MS));
    const rounds = [dispatch.execute(), dispatch.execute()];
    while (looks === 0) await new Promise((resolve) => setImmediate(resolve));
    dispatch.stop();
    answer();
    await Promise.all(rounds);
    expect(looks).toBe(1);
  });

  it('shows that in its batch once it was dispatched', async () => {
    const workload = await waiting();
    const latest = NOW_MS + 110 * MINUTE_MS;
    const shown = async (dispatchedMs: number | null) => {
      const store = new StoreOfSpec();
      store.workloads.push({ ...workload, dispatchedMs });
      const batch = {
        id: workload.batchId ?? '',
        createdMs: NOW_MS,
        idempotencyKey: 'k',
        requestHash: 'h',
      } as const;
      store.batches.push({ ...batch, organizationId: null, callbackUrl: null, excluded: [], warnings: [] });
      return (await new ReadBatchUseCase(store).execute(batch.id)).queries[0]?.lateMinutes;
    };
    expect([await shown(null), await shown(latest - 1), await shown(latest + 90_000)]).toEqual([null, 0, 2]);
  });
});
