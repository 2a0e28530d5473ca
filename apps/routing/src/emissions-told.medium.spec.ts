import { ProblemError } from '@ecobe/contracts';
import type { WorkloadEmissions } from '@ecobe/contracts';
import { OutboxFeed, outboxCheck } from '@ecobe/persistence';
import { openDesk } from '../../../test/support/workload-desk';
import type { Desk } from '../../../test/support/workload-desk';
import { NOW_MS } from './ports/routing.fixture';
import { twoGrids, workload } from './work/work.fixture';

jest.setTimeout(60_000);
const HOUR_MS = 3_600_000;

/** An emission log as the contract has it: each revision once, an older one than it knows never. */
class LogOfSpec {
  readonly taken: WorkloadEmissions[] = [];
  calls = 0;
  isAway = false;
  /** Why it refuses whatever it is told. */
  refusesWith: string | null = null;
  /** How many answers get lost after it took what they are of. */
  lostAnswers = 0;

  record = (emissions: WorkloadEmissions): Promise<void> => {
    this.calls += 1;
    const away = new ProblemError({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      title: 'Away',
      detail: 'away',
    });
    if (this.refusesWith !== null)
      return Promise.reject(
        new ProblemError({ status: 400, code: 'INVALID', title: 'Invalid', detail: this.refusesWith }),
      );
    if (this.isAway) return Promise.reject(away);
    const isKnown = this.taken.some(
      ({ workloadId, revision }) => workloadId === emissions.workloadId && revision >= emissions.revision,
    );
    if (!isKnown) this.taken.push(emissions);
    return this.lostAnswers-- > 0 ? Promise.reject(away) : Promise.resolve();
  };
}

describe('emissions of settled workloads', () => {
  let desk: Desk;
  let log: LogOfSpec;
  beforeEach(async () => {
    desk = await openDesk(twoGrids(), { nowMs: NOW_MS });
    log = new LogOfSpec();
    const values = Array.from({ length: 48 }, () => 100);
    for (const zone of ['DE', 'FR']) desk.observed.set(zone, { values, quality: 'measured' });
  });
  afterEach(() => desk.close());

  /** Lets a process of the feed run until nothing is left, or for a moment while the log is away. */
  const feed = async (isDone: () => Promise<boolean>) => {
    const quiet = { warn: () => undefined, error: () => undefined };
    const process = new OutboxFeed<WorkloadEmissions>(desk.emissionOutbox, log.record, quiet);
    process.onApplicationBootstrap();
    while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20));
    await process.beforeApplicationShutdown();
  };
  const untilEmpty = () => feed(async () => (await desk.emissionOutbox.depth()) === 0);
  const ended = async (count: number, change = {}) => {
    const ids = await desk.accept(
      ...Array.from({ length: count }, () => workload({ organizationId: 'org-1', ...change })),
    );
    await desk.plan.planAccepted();
    for (let hour = 0; hour < 23; hour++) {
      while ((await desk.dispatch.dispatchDue()) > 0);
      desk.time.nowMs += HOUR_MS;
    }
    desk.time.nowMs += 4 * HOUR_MS;
    return ids;
  };

  it('are told once each, however often the log was away or its answers got lost', async () => {
    const ids = await ended(12, { allowedRegions: ['FR'], transferEnergyKwh: 0.1 });
    for (const id of ids.slice(1))
      await desk.change.complete(id, { energyKwh: 5, functionalUnit: { name: 'leads', count: 7 } });
    expect(await desk.settle.settle('recent')).toEqual({ settled: 12, left: 0 });
    log.isAway = true;
    await feed(() => Promise.resolve(log.calls > 2));
    expect([log.taken, await desk.emissionOutbox.depth()]).toEqual([[], 12]);
    log.isAway = false;
    log.lostAnswers = 3;
    await untilEmpty();
    expect(log.taken.map(({ workloadId }) => workloadId).sort()).toEqual([...ids].sort());
    const [silent, ...reported] = ids.map((id) => log.taken.find(({ workloadId }) => workloadId === id));
    expect(silent).toMatchObject({ energyQuality: 'estimated', functionalUnit: null, revision: 1 });
    for (const one of reported)
      expect(one).toMatchObject({ energyQuality: 'measured', functionalUnit: { name: 'leads', count: 7 } });
    for (const id of ids) {
      const { settlement, functionalUnit } = await desk.one(id);
      const told = log.taken.find(({ workloadId }) => workloadId === id);
      const kwh = told?.parts.reduce((sum, { energyKwh }) => sum + energyKwh, 0) ?? NaN;
      expect(settlement).toMatchObject({ isInEmissionLog: true });
      expect(kwh * 100).toBeCloseTo(settlement?.emittedCO2 ?? NaN, 9);
      expect(functionalUnit).toEqual(told?.functionalUnit);
    }
  });

  it('are told anew under a higher revision when they were settled anew, and the newest stays', async () => {
    const [id = ''] = await ended(1);
    await desk.settle.settle('recent');
    await desk.change.complete(id, { energyKwh: 5 });
    await desk.settle.settle('recent');
    await untilEmpty();
    expect(log.taken.at(-1)).toMatchObject({ revision: 2, energyQuality: 'measured' });
    expect((await desk.one(id)).settlement).toMatchObject({ revision: 2, isInEmissionLog: true });
  });

  it('are in the log only once it has taken them, and its refusals are told', async () => {
    const [id = ''] = await ended(1);
    await desk.settle.settle('recent');
    const state = async () => {
      const { isInEmissionLog, emissionLogReason } = (await desk.one(id)).settlement ?? {};
      return [isInEmissionLog, emissionLogReason];
    };
    expect(await state()).toEqual([false, 'it waits to be taken']);
    expect(await outboxCheck(desk.emissionOutbox)).toMatchObject({ status: 'ok', waiting: 1, refused: 0 });
    log.refusesWith = 'hours without an intensity';
    await feed(async () => (await desk.emissionOutbox.backlog()).refused === 1);
    expect(await state()).toEqual([false, 'the log refused it: hours without an intensity']);
    expect(await outboxCheck(desk.emissionOutbox)).toMatchObject({ status: 'degraded', refused: 1 });
    log.refusesWith = null;
    await untilEmpty();
    expect(await state()).toEqual([true, null]);
  });

  it('are committed with the settlement or not at all, and once where two settle at the same time', async () => {
    const [id = ''] = await ended(1);
    await desk.source.query('ALTER TABLE routing.emission_outbox RENAME TO gone');
    await expect(desk.settle.settle('recent')).rejects.toThrow('emission_outbox');
    await desk.source.query('ALTER TABLE routing.gone RENAME TO emission_outbox');
    expect((await desk.one(id)).settlement).toBeNull();
    await Promise.all([desk.settle.settle('recent'), desk.settle.settle('recent')]);
    expect(await desk.emissionOutbox.depth()).toBe(1);
    expect((await desk.one(id)).settlement).toMatchObject({ revision: 1 });
  });

  it('of work without an organization are told to nobody, which its settlement and the summary say', async () => {
    const [nameless = ''] = await ended(1, { organizationId: undefined });
    await desk.settle.settle('recent');
    expect(await desk.emissionOutbox.depth()).toBe(0);
    expect((await desk.one(nameless)).settlement).toMatchObject({
      ...{ isInEmissionLog: false, emissionLogReason: 'no organizationId is known of it' },
    });
    expect((await desk.summarise.execute({})).summary.emissionLog).toMatchObject({
      ...{ count: 0, withoutOrganizationCount: 1 },
    });
  });

  it('settled by an earlier version are settled anew, so that the log has them', async () => {
    const [id = ''] = await ended(1);
    await desk.settle.settle('recent');
    await desk.source.query('UPDATE routing.workload_settlement SET is_logged = false');
    await desk.source.query('DELETE FROM routing.emission_outbox');
    expect(await desk.settle.settle('recent')).toEqual({ settled: 1, left: 0 });
    expect(await desk.settle.settle('recent')).toEqual({ settled: 0, left: 0 });
    await untilEmpty();
    expect(log.taken).toMatchObject([{ workloadId: id, revision: 2 }]);
  });
});
