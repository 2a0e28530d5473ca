import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import { openDesk } from '../../test/support/workload-desk';
import type { Desk } from '../../test/support/workload-desk';
import { NOW_MS, batch, gridAt, say, workloadOf } from './desk-load';
import { scarceKw } from './planning';

const HOURS = 48;
const BY_HOUR = 20;
const AT_ONCE = 1_000;
/** Of a region, kW: so many workloads of 7.5 kWh an hour, over ten regions. */
const MEAN_LOAD_KW = (BY_HOUR * 7.5) / 10;
/** Moved work may draw so many times the mean load. */
const ROOM_SHARE = 1.5;
/** Until the last deadline: room that was kept for work that did not come is taken by what still waits. */
const DRAINED_HOURS = 48;
const FORECAST_HOURS = HOURS + DRAINED_HOURS + 12;
interface Outcome {
  readonly plannedG: number;
  readonly baselineG: number;
  readonly most: number;
}

/** What the last plans of all emit and what running at once would have, gCO2eq, and the fullest hour, kW. */
const OUTCOME = `
  SELECT sum(p.expected_g) AS "plannedG", sum((w.baseline->'answer'->>'estimatedCO2')::float8) AS "baselineG",
    (SELECT max(kw) FROM (SELECT sum(room.kw) / 4 AS kw FROM (
       SELECT w2.region, slot, sum((w2.reservation->>'powerKw')::float8) AS kw
       FROM routing.workload w2, jsonb_array_elements(w2.reservation->'runs') AS run,
         generate_series((run->>'from')::int, (run->>'until')::int - 1) AS slot GROUP BY 1, 2
     ) AS room GROUP BY region, room.slot / 4) AS hourly) AS most
  FROM routing.workload w JOIN routing.workload_plan p ON p.workload_id = w.id AND p.number = w.plan_number`;

async function outcomeOf(desk: Desk): Promise<Outcome> {
  const [outcome] = await desk.source.query<Outcome[]>(OUTCOME);
  if (outcome === undefined) throw new Error('nothing was planned');
  return outcome;
}

/** Workloads that come hour by hour for two days, planned anew every hour, in scarce room. */
async function run(capKw: number, isOneByOne: boolean): Promise<Outcome> {
  const desk = await openDesk(gridAt(0, undefined, FORECAST_HOURS), { nowMs: NOW_MS, capKw, isOneByOne });
  try {
    for (let hour = 0; hour < HOURS + DRAINED_HOURS; hour++) {
      desk.time.nowMs = NOW_MS + hour * HOUR_MS;
      if (hour < HOURS) await desk.accept(...batch(hour * BY_HOUR, BY_HOUR, desk.time.nowMs));
      await desk.plan.planAccepted();
      desk.time.nowMs += HOUR_MS / 2;
      await desk.plan.planAnew();
    }
    return await outcomeOf(desk);
  } finally {
    await desk.close();
  }
}

/** Workloads that wait at once and gain differently: some may move and some may not, some have hours and some days. */
const unlike = (index: number): WorkloadRequest => {
  const draw = (index * 7919) % 1009;
  const { allowedRegions, ...work } = workloadOf(draw);
  const others = (allowedRegions ?? []).filter((_, i) => (i + draw) % 10 < draw % 5);
  return { ...work, allowedRegions: others, deadline: toIso(NOW_MS + (4 + (draw % 40)) * HOUR_MS) };
};

async function runAtOnce(capKw: number, isOneByOne: boolean): Promise<Outcome> {
  const desk = await openDesk(gridAt(0), { nowMs: NOW_MS, capKw, isOneByOne });
  try {
    await desk.accept(...Array.from({ length: AT_ONCE }, (_, i) => unlike(i)));
    await desk.plan.planAccepted();
    await desk.plan.planAnew();
    return await outcomeOf(desk);
  } finally {
    await desk.close();
  }
}

async function compare(title: string, run: (isOneByOne: boolean) => Promise<Outcome>): Promise<void> {
  say(`\n${title}, kgCO2eq by the forecast`);
  const [alone, together] = [await run(true), await run(false)];
  say(`  ${'at once at home'.padEnd(28)}${(alone.baselineG / 1000).toFixed(1).padStart(10)}`);
  for (const [name, { plannedG, baselineG, most }] of [
    ['each by itself as it comes', alone],
    ['together, under prices', together],
  ] as const) {
    const saved = (100 * (1 - plannedG / baselineG)).toFixed(1);
    say(
      `  ${name.padEnd(28)}${(plannedG / 1000).toFixed(1).padStart(10)}  ${saved.padStart(5)} % below at once  fullest hour ${most.toFixed(1)} kW`,
    );
  }
}

/** What planning together saves where room is scarce, beside planning each by itself as it comes. */
export async function benchSavings(): Promise<void> {
  const scarce = scarceKw(AT_ONCE);
  await compare(`${AT_ONCE} workloads that wait at once, ${scarce.toFixed(0)} kW a region`, (isOneByOne) =>
    runAtOnce(scarce, isOneByOne),
  );
  const roomier = ROOM_SHARE * MEAN_LOAD_KW;
  await compare(
    `${HOURS * BY_HOUR} workloads that come in ${HOURS} h, ${roomier.toFixed(0)} kW a region`,
    (isOneByOne) => run(roomier, isOneByOne),
  );
}
