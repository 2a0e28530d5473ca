import { setTimeout as sleep } from 'node:timers/promises';
import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { DekesAnalyticsAnswer } from '@ecobe/contracts';
import { openUnderFire } from './support/chaos/work-under-fire';
import type { WorkUnderFire } from './support/chaos/work-under-fire';
import { eventually } from './support/grid-api';
import { importHistory } from './support/import-history';

jest.setTimeout(1_200_000);

const CLOCK_MS = Date.UTC(2021, 10, 15, 12, 20);
/** Two minutes a second: what a dead process took along, for half a minute, is an hour late. */
const SPEED = 120;
const WORKLOADS = 1_000;
const QUERIES = 50;
const LIMIT_MS = 420_000;
const ORG = 'org-under-fire';
const HISTORY = { fromMs: Date.UTC(2021, 9, 10), hours: 40 * 24 };

/** A made-up grid: mean and swing, gCO2eq/kWh, cleanest twice a day at five o'clock. */
const ZONES = { PL: [700, 60], FR: [100, 60] } as const;
const CLEAN_EVERY_MS = 12 * HOUR_MS;
const CLEAN_AT_MS = 5 * HOUR_MS;

function observed(zone: string, atMs: number): number {
  const [mean, swing] = ZONES[zone as keyof typeof ZONES];
  const course = mean - swing * Math.cos((2 * Math.PI * (atMs - CLEAN_AT_MS)) / CLEAN_EVERY_MS);
  return Math.round(100 * course) / 100;
}

/** The next time that it is clean, an hour ahead at least. */
const cleanAfter = (nowMs: number): number =>
  Math.ceil((nowMs + HOUR_MS - CLEAN_AT_MS) / CLEAN_EVERY_MS) * CLEAN_EVERY_MS + CLEAN_AT_MS;

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

describe('1,000 workloads and a batch of DEKES, from acceptance to settlement, whatever is killed', () => {
  let fire: WorkUnderFire;
  beforeAll(async () => {
    const services = ['gateway', 'ingestion', 'forecasting', 'routing', 'credits', 'dekes'] as const;
    fire = await openUnderFire({ services, clockMs: CLOCK_MS, speed: SPEED });
    const { databaseUrl, redis } = fire.services;
    await importHistory({ databaseUrl, redis }, Object.keys(ZONES), observed, HISTORY);
    const work = { durationHours: 1, powerKw: 1, homeRegion: 'PL', allowedRegions: ['FR'] };
    await eventually(
      () => {
        const deadline = toIso(fire.nowMs() + 24 * HOUR_MS);
        return fire.untilTaken<object>('/placements', { ...work, deadline }, 'first');
      },
      () => true,
      LIMIT_MS,
    );
  });
  afterAll(() => fire.stop());

  it('loses none, tells none under two keys, is late for none and counts each once', async () => {
    const { receiver, services, dekes } = fire;
    // So that whatever is told before routing is killed is on its way then, however fast the machine.
    receiver.fallSilent();
    const deadline = toIso(cleanAfter(fire.nowMs()) + 8 * HOUR_MS);
    const workloads = Array.from({ length: WORKLOADS }, (_, i) => ({
      ...{ externalId: `w-${i}`, durationHours: 0.5 + (i % 4) / 4, energyKwh: 2, homeRegion: 'PL', deadline },
      ...{ allowedRegions: ['FR'], interruptible: i % 5 === 0, webhookUrl: receiver.url },
      organizationId: ORG,
    }));
    const { workloads: accepted } = await fire.accept(workloads, 'routing');
    const ids = accepted.map(({ workloadId }) => workloadId).sort();
    const queries = Array.from({ length: QUERIES }, (_, n) => ({
      ...{ id: `q-${n}`, query: 'leads', estimatedResults: 100 + n * 20 },
    }));
    const batch = { queries, regions: ['PL', 'FR'], lookAheadHours: 16, organizationId: ORG };
    const callbackUrl = `${fire.dekesUrl}/hooks/queries`;
    const scheduled = await fire.schedule({ ...batch, callbackUrl }, 'dekes');
    say(`accepted at ${toIso(fire.nowMs())}, to be done by ${deadline}`);

    for (const service of ['gateway', 'ingestion', 'forecasting', 'credits', 'routing', 'dekes'] as const) {
      await services.crash(service);
      say(`killed while ${await waiting()} wait: ${service}`);
    }
    await fire.forgetRedis();
    say(`Redis forgot everything while ${await waiting()} wait`);
    await sleep(5_000);
    await fire.killRedis();
    say(`Redis was killed while ${await waiting()} wait`);

    await receiver.untilTold(1, LIMIT_MS);
    await services.crash('routing');
    receiver.answerAgain();
    say(`routing killed after ${receiver.told.length} starts at ${toIso(fire.nowMs())}`);
    await receiver.untilTold(WORKLOADS / 4, LIMIT_MS);
    await services.crash('routing');
    await fire.killRedis();
    say(`routing and Redis killed after ${receiver.told.length} starts at ${toIso(fire.nowMs())}`);
    await eventually(() => Promise.resolve(dekes.seen.dispatched.length), Boolean, LIMIT_MS);
    await services.crash('dekes');
    await services.crash('gateway');
    say(`dekes and gateway killed after ${dekes.seen.dispatched.length} queries at ${toIso(fire.nowMs())}`);
    await eventually(waiting, (count) => count === 0, LIMIT_MS);
    await eventually(
      () => Promise.resolve(dekes.seen.dispatched.length),
      (count) => count === QUERIES,
      LIMIT_MS,
    );

    const again = receiver.told.length - WORKLOADS;
    const queriesAgain = dekes.seen.dispatched.reduce((sum, { times }) => sum + times - 1, 0);
    say(
      `all told by ${toIso(fire.nowMs())}; told again under the same key: ${again}, ${queriesAgain} queries`,
    );
    expect(again).toBeGreaterThan(0);
    expect([...receiver.keys()].sort()).toEqual(ids.map((id) => [id, new Set([id])]));
    expect(receiver.told.filter(({ start }) => !start.meetsDeadline)).toEqual([]);
    const decisions = scheduled.queries.map(({ decisionId }) => decisionId).sort();
    expect(dekes.seen.dispatched.map(({ webhookId }) => webhookId).sort()).toEqual(decisions);
    const told = dekes.seen.dispatched.map(({ data }) => [data['decisionId'], data['lateMinutes']]);
    expect(told.sort()).toEqual(decisions.map((id) => [id, 0]));

    await completeAll(ids);
    await eventually(() => fire.count('routing.workload_settlement WHERE is_logged'), Boolean, LIMIT_MS);
    await services.crash('credits');
    await services.crash('routing');
    say('credits and routing killed while the emission log is told');
    await eventually(
      () => fire.count("routing.workload WHERE status = 'settled'"),
      (count) => count === WORKLOADS,
      LIMIT_MS,
    );
    const summary = await fire.summary(CLOCK_MS, CLOCK_MS + 72 * HOUR_MS);
    expect(summary.workloadsOptimized).toMatchObject({ count: WORKLOADS, byStatus: { settled: WORKLOADS } });
    expect(await fire.count('routing.workload')).toBe(WORKLOADS);
    const analytics = await eventually(
      () => fire.get<DekesAnalyticsAnswer>('/dekes/analytics'),
      ({ method }) => method.settled.workloads === QUERIES,
      LIMIT_MS,
    );
    expect(analytics.method.settled.workloads).toBe(QUERIES);
    expect(await fire.count('dekes.dekes_workload')).toBe(QUERIES);
    await requireLogged();
    say(`settled by ${toIso(fire.nowMs())}: ${summary.totalCarbonSaved.settled.avoidedCO2 ?? NaN} g avoided`);
  });

  const waiting = () => fire.count("routing.workload WHERE status IN ('accepted', 'planned')");

  /** Everything that was settled is in the emission log, once: each sum is that of its newest settlement. */
  async function requireLogged(): Promise<void> {
    const toTell = ['routing', 'dekes'].map((schema) => `SELECT key FROM ${schema}.emission_outbox`);
    await eventually(
      () => fire.count(`(${toTell.join(' UNION ALL ')}) AS to_tell`),
      (count) => count === 0,
      LIMIT_MS,
    );
    const settled = `(SELECT DISTINCT ON (workload_id) workload_id, emitted_g FROM (
        SELECT workload_id, revision, emitted_g FROM routing.workload_settlement
        UNION ALL SELECT workload_id, revision, actual_g FROM dekes.dekes_settlement) AS all_settled
      ORDER BY workload_id, revision DESC) AS settled`;
    const logged = `(SELECT workload_id, sum(emissions_ug) AS ug FROM credits.emission_log
      WHERE organization_id = '${ORG}' GROUP BY 1) AS logged`;
    const both = `${settled} FULL JOIN ${logged} ON logged.workload_id = settled.workload_id::text`;
    expect(await fire.count(both)).toBe(WORKLOADS + QUERIES);
    const isOff = 'abs(ug - emitted_g * 1e6) > 50 + 1e-5 * emitted_g * 1e6';
    expect(await fire.count(`${both} WHERE (${isOff}) IS NOT FALSE`)).toBe(0);
  }

  /** The gateway dies half way; each end is told until it is taken. */
  async function completeAll(ids: readonly string[]): Promise<void> {
    const tell = async (from: number, to: number) => {
      for (const id of ids.slice(from, to))
        await fire.untilTaken(`/workloads/${id}/complete`, { energyKwh: 1.5 }, `end-${id}`);
    };
    const half = WORKLOADS / 2;
    const ends = [tell(0, half), tell(half, WORKLOADS)];
    await sleep(500);
    await fire.services.crash('gateway');
    await Promise.all(ends);
  }
});
