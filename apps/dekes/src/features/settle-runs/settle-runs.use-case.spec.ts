import { HOUR_MS, MINUTE_MS } from '@ecobe/carbon';
import { ProblemError } from '@ecobe/contracts';
import type { WorkloadEmissions } from '@ecobe/contracts';
import { NOW_MS, POLICY, StoreOfSpec, clockAt, grid } from '../../dekes.fixture';
import type { StoredWorkload } from '../../ports/dekes-workload';
import type { ObservedReader } from '../../ports/observed-reader';
import type { LoggedSettlement, StandingSettlement } from '../../ports/settlement';
import type { SettlementStore } from '../../ports/settlement-store';
import type { OutgoingMessage } from '../../ports/workload-store';
import { OptimizeQueryUseCase } from '../optimize-query/optimize-query.use-case';
import { SettleRunsUseCase } from './settle-runs.use-case';

/** So many completed queries of DEKES that ran in FR instead of DE. */
async function completed(count: number): Promise<StoredWorkload[]> {
  const store = new StoreOfSpec();
  const known = grid().knows('DE', 300).knows('FR', 30);
  const optimize = new OptimizeQueryUseCase(known, store, clockAt(), POLICY, store.room);
  for (let n = 0; n < count; n++)
    await optimize.execute({
      query: { id: `q${n}`, query: 'x', estimatedResults: 500 },
      regions: ['DE', 'FR'],
    });
  return store.workloads.map((workload) => ({
    ...workload,
    status: 'completed',
    ...{ executionRegion: 'FR', runMinutes: 10, runStatus: 'success', completedMs: NOW_MS + 10 * MINUTE_MS },
  }));
}

/** Runs that are over, in memory, with all that was settled and told of them. */
class SettlementsOfSpec implements SettlementStore {
  readonly settled: StandingSettlement[] = [];
  readonly logged: (WorkloadEmissions | null)[] = [];
  readonly told: OutgoingMessage[] = [];
  readonly reasons = new Map<string, string>();

  constructor(public workloads: StoredWorkload[]) {}

  toSettle(_nowMs: number, _changedSinceMs: number, after: string | null) {
    return Promise.resolve(
      after === null
        ? this.workloads.map((workload) => ({ workload, earlier: this.newest(workload.id) }))
        : [],
    );
  }

  settle(
    settlement: StandingSettlement,
    messages: readonly OutgoingMessage[],
    emissions: WorkloadEmissions | null,
  ): Promise<void> {
    this.settled.push(settlement);
    this.logged.push(emissions);
    this.told.push(...messages);
    return Promise.resolve();
  }

  unsettled(id: string, reason: string): Promise<void> {
    this.reasons.set(id, reason);
    return Promise.resolve();
  }

  settlementsOf(): Promise<Map<string, LoggedSettlement>> {
    return Promise.resolve(new Map());
  }

  private newest(id: string): StandingSettlement | null {
    return this.settled.findLast(({ workloadId }) => workloadId === id) ?? null;
  }
}

const observing = (values: Record<string, number>): ObservedReader => ({
  read: (zone, { startMs }, signal) =>
    Promise.resolve(
      signal === 'marginal'
        ? null
        : {
            ...{ startMs, values: Array<number>(24).fill(values[zone] ?? NaN) },
            ...{ quality: 'measured', source: 'observer' },
          },
    ),
});
const settling = (store: SettlementStore, observed: ObservedReader) =>
  new SettleRunsUseCase(store, observed, clockAt(NOW_MS + 2 * HOUR_MS), POLICY);

describe('a round of settling', () => {
  it('settles the others although one run is refused, and says why of that one', async () => {
    const store = new SettlementsOfSpec(await completed(3));
    const [first] = store.workloads;
    if (first === undefined) throw new Error('nothing ran');
    store.workloads[0] = { ...first, completedMs: Date.UTC(1990, 0) };
    const refuses: ObservedReader = {
      read: (zone, span, signal) => {
        if (span.startMs < Date.UTC(2000, 0))
          throw new ProblemError({ status: 400, code: 'SPAN_TOO_LONG', title: 'No', detail: 'too long ago' });
        return observing({ DE: 300, FR: 30 }).read(zone, span, signal);
      },
    };
    expect(await settling(store, refuses).execute()).toEqual({ settled: 2, unsettled: 1 });
    expect([...store.reasons]).toEqual([[first.id, 'could not be settled: too long ago']]);
  });

  it('ends where ingestion is away: that is no fault of a run', async () => {
    const store = new SettlementsOfSpec(await completed(1));
    const away = new ProblemError({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      title: 'Away',
      detail: 'away',
    });
    const execute = () => settling(store, { read: () => Promise.reject(away) }).execute();
    await expect(execute()).rejects.toBe(away);
    expect(store.reasons.size).toBe(0);
  });

  it('tells DEKES what its query emitted, and again when that was corrected', async () => {
    const store = new SettlementsOfSpec(await completed(1));
    for (const fr of [40, 40, 500]) await settling(store, observing({ DE: 300, FR: fr })).execute();
    const [{ id } = { id: '' }] = store.workloads;
    expect(store.told.map(({ key }) => key)).toEqual([`${id}:report:1`, `${id}:report:2`]);
    expect(store.told.map(({ body }) => body)).toEqual(
      store.settled.map(
        ({ actualG }) => expect.objectContaining({ queryId: 'q0', actualCO2: actualG }) as object,
      ),
    );
    await settling(store, observing({ DE: 900, FR: 500 })).execute();
    expect([store.settled.length, store.told.length]).toEqual([3, 2]);
  });

  it('never tells a plan as what was emitted, but tells it once the run was completed', async () => {
    const [ran] = await completed(1);
    if (ran === undefined) throw new Error('nothing ran');
    const silent = { executionRegion: null, runMinutes: null, runStatus: null, completedMs: null };
    const store = new SettlementsOfSpec([{ ...ran, ...silent, status: 'dispatched' }]);
    const execute = () => settling(store, observing({ DE: 300, FR: 40 })).execute();
    await execute();
    expect(store.settled).toMatchObject([{ energyQuality: 'planned' }]);
    expect(store.told).toEqual([]);
    store.workloads[0] = ran;
    await execute();
    expect(store.settled.at(-1)).toMatchObject({ energyQuality: 'reported-duration' });
    expect(store.told.map(({ key }) => key)).toEqual([`${ran.id}:report:2`]);
  });

  it('counts what runs brought once that is known, and of those of nobody by whose they are by default', async () => {
    const [ran] = await completed(1);
    if (ran === undefined) throw new Error('nothing ran');
    const silent = { executionRegion: null, runMinutes: null, runStatus: null, completedMs: null };
    const store = new SettlementsOfSpec([{ ...ran, ...silent, status: 'dispatched' }]);
    const policy = { ...POLICY, organizationId: 'org-default' };
    const observed = observing({ DE: 300, FR: 40 });
    const execute = () =>
      new SettleRunsUseCase(store, observed, clockAt(NOW_MS + 2 * HOUR_MS), policy).execute();
    await execute();
    expect(store.logged.at(-1)).toMatchObject({
      ...{ organizationId: 'org-default', energyQuality: 'estimated', functionalUnit: null },
    });
    // DEKES says what it emitted, hence that it ran; nothing else changes.
    store.workloads[0] = { ...ran, ...silent, status: 'reported', reportedG: 0.1 };
    await execute();
    expect(store.logged.at(-1)).toMatchObject({
      ...{ revision: 2, functionalUnit: { name: 'queries', count: 1 } },
    });
    expect(await execute()).toEqual({ settled: 0, unsettled: 0 });
  });

  it('settles anew what the emission log was never told, and tells of nobody nothing', async () => {
    const store = new SettlementsOfSpec(await completed(1));
    const observed = observing({ DE: 300, FR: 40 });
    await settling(store, observed).execute();
    expect([store.logged, store.settled[0]?.isLogged]).toEqual([[null], false]);
    store.workloads = store.workloads.map((one) => ({ ...one, organizationId: 'org_1' }));
    await settling(store, observed).execute();
    expect([store.logged[1]?.revision, store.settled[1]?.isLogged]).toEqual([2, true]);
    expect(await settling(store, observed).execute()).toEqual({ settled: 0, unsettled: 0 });
  });
});
