import { HOUR_MS } from '@ecobe/carbon';
import { openDesk } from '../../test/support/workload-desk';
import { NOW_MS, batch, gridAt, say } from './desk-load';
import { scarceKw } from './planning';

const HOURS = 72;
const BY_HOUR = 40;
/** Beyond the last deadline. */
const FORECAST_HOURS = HOURS + 60;
/** Workloads that wait at an hour, about: the room is scarce for these. */
const WAITING = 24 * BY_HOUR;

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

/** Workloads that come hour by hour for three days, planned anew every hour, in scarce room. */
async function run(capKw: number, isOneByOne: boolean): Promise<Outcome> {
  const desk = await openDesk(gridAt(0, undefined, FORECAST_HOURS), { nowMs: NOW_MS, capKw, isOneByOne });
  try {
    for (let hour = 0; hour < HOURS; hour++) {
      desk.time.nowMs = NOW_MS + hour * HOUR_MS;
      await desk.accept(...batch(hour * BY_HOUR, BY_HOUR, desk.time.nowMs));
      await desk.plan.planAccepted();
      desk.time.nowMs += HOUR_MS / 2;
      await desk.plan.planAnew();
    }
    const [outcome] = await desk.source.query<Outcome[]>(OUTCOME);
    if (outcome === undefined) throw new Error('nothing was planned');
    return outcome;
  } finally {
    await desk.close();
  }
}

/** What planning together saves where room is scarce, beside planning each by itself as it comes. */
export async function benchSavings(): Promise<void> {
  const capKw = scarceKw(WAITING);
  say(
    `\n${HOURS * BY_HOUR} workloads in ${HOURS} h, ${capKw.toFixed(0)} kW a region, each plan by the forecast, kgCO2eq`,
  );
  const shown = (name: string, { plannedG, baselineG, most }: Outcome) => {
    const saved = (100 * (1 - plannedG / baselineG)).toFixed(1);
    say(
      `  ${name.padEnd(28)}${(plannedG / 1000).toFixed(1).padStart(10)}  ${saved.padStart(5)} % below at once  fullest hour ${most.toFixed(1)} kW`,
    );
  };
  const alone = await run(capKw, true);
  const together = await run(capKw, false);
  say(`  ${'at once at home'.padEnd(28)}${(alone.baselineG / 1000).toFixed(1).padStart(10)}`);
  shown('each by itself as it comes', alone);
  shown('together, under prices', together);
}
