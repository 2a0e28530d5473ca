import { HOUR_MS, toIso } from '@ecobe/carbon';
import { openUnderFire } from './support/chaos/work-under-fire';
import type { WorkUnderFire } from './support/chaos/work-under-fire';
import { tellGrid } from './support/grid';
import { eventually } from './support/grid-api';

jest.setTimeout(240_000);

/** Ten minutes a second, so that what a dead process took along, for half a minute, is five hours late at most. */
const SPEED = 600;
const CLOCK_MS = Date.UTC(2026, 2, 1, 12, 20);
const WORKLOADS = 150;
const QUERIES = 10;
const LIMIT_MS = 120_000;

/** The long one, of a thousand and of every process, is `npm run chaos:workloads`. */
describe('150 workloads and a batch of DEKES, whose processes are killed', () => {
  let fire: WorkUnderFire;
  beforeAll(async () => {
    fire = await openUnderFire({
      services: ['gateway', 'routing', 'dekes'],
      clockMs: CLOCK_MS,
      speed: SPEED,
    });
    await tell();
    const work = {
      durationHours: 1,
      powerKw: 1,
      homeRegion: 'DE',
      deadline: toIso(fire.nowMs() + 9 * HOUR_MS),
    };
    await eventually(() => fire.untilTaken<object>('/placements', work, 'first'), Boolean);
  });
  afterAll(() => fire.stop());

  /** As ingestion and forecasting would: clean in the hour after the next. */
  const tell = () => {
    const hours = Array.from({ length: 48 }, (_, hour) => (hour === 2 ? 20 : 200));
    const zones = {
      DE: { now: 400, forecast: hours.map((value) => value + 200) },
      FR: { now: 200, forecast: hours },
    };
    return tellGrid(fire.services.redis.url, toIso(CLOCK_MS), zones, fire.nowMs());
  };

  it('loses none, tells none under two keys, is late for none and counts each once', async () => {
    const { receiver, services, dekes } = fire;
    // So that whatever is told before routing is killed is on its way then, however fast the machine.
    receiver.fallSilent();
    const deadline = toIso(fire.nowMs() + 24 * HOUR_MS);
    const workloads = Array.from({ length: WORKLOADS }, (_, i) => ({
      ...{ externalId: `w-${i}`, durationHours: 0.25, powerKw: 2, homeRegion: 'DE', deadline },
      ...{ allowedRegions: ['FR'], webhookUrl: receiver.url },
    }));
    const accepted = await fire.accept(workloads, 'routing');
    const ids = accepted.workloads.map(({ workloadId }) => workloadId).sort();
    const queries = Array.from({ length: QUERIES }, (_, n) => ({
      ...{ id: `q-${n}`, query: 'leads', estimatedResults: 100 },
    }));
    const batch = { queries, regions: ['DE', 'FR'], lookAheadHours: 20 };
    const callbackUrl = `${fire.dekesUrl}/hooks/queries`;
    const scheduled = await fire.schedule({ ...batch, callbackUrl }, 'dekes');
    await services.crash('gateway');
    await fire.forgetRedis();
    await tell();

    await receiver.untilTold(1, LIMIT_MS);
    await services.crash('routing');
    receiver.answerAgain();
    await fire.killRedis();
    await eventually(
      () => fire.count("routing.workload WHERE status = 'dispatched'"),
      (count) => count === WORKLOADS,
      LIMIT_MS,
    );
    // What the killed process had on its way was told again.
    expect(receiver.told.length).toBeGreaterThan(WORKLOADS);
    expect([...receiver.keys()].sort()).toEqual(ids.map((id) => [id, new Set([id])]));
    expect(receiver.told.filter(({ start }) => !start.meetsDeadline)).toEqual([]);
    const late = (await fire.rows()).filter(
      ({ dispatched_at: at, last_start_at: last }) => at === null || at > last,
    );
    expect(late).toEqual([]);

    await eventually(
      () => Promise.resolve(dekes.seen.dispatched.length),
      (count) => count === QUERIES,
      LIMIT_MS,
    );
    const decisions = scheduled.queries.map(({ decisionId }) => decisionId).sort();
    expect(dekes.seen.dispatched.map(({ webhookId }) => webhookId).sort()).toEqual(decisions);
    const told = dekes.seen.dispatched.map(({ data }) => [data['decisionId'], data['lateMinutes']]);
    expect(told.sort()).toEqual(decisions.map((id) => [id, 0]));

    expect([await fire.count('routing.workload'), await fire.count('dekes.dekes_workload')]).toEqual([
      WORKLOADS,
      QUERIES,
    ]);
    const period = [CLOCK_MS, fire.nowMs() + 48 * HOUR_MS] as const;
    const { workloadsOptimized } = await eventually(
      () => fire.summary(...period),
      () => true,
      LIMIT_MS,
    );
    expect(workloadsOptimized).toMatchObject({ count: WORKLOADS, byStatus: { dispatched: WORKLOADS } });
  });
});
