import { openDesk } from '../../test/support/workload-desk';
import { NOW_MS, ZONES, batch, gridAt, say, sayMemory, timed } from './desk-load';

const BATCHES = 5;
const BATCH = 1_000;
/** Room for about three quarters of what the workloads draw on average over the two days. */
const CAP_SHARE = 0.75;
const MEAN_KWH = 7.5;
const HOURS = 48;

export const scarceKw = (workloads: number): number =>
  (CAP_SHARE * workloads * MEAN_KWH) / (ZONES.length * HOURS);

/** Accepts, plans and plans anew on a real, durable PostgreSQL, with limits of room or without. */
export async function benchPlanning(many: number, capKw?: number): Promise<void> {
  const grid = gridAt(0);
  const desk = await openDesk(grid, { nowMs: NOW_MS, ...(capKw === undefined ? {} : { capKw }) });
  try {
    await desk.accept(...batch(0, BATCH));
    await desk.plan.planAccepted();
    const limits =
      capKw === undefined ? 'no limits of room' : `${capKw.toFixed(0)} kW a region, planned together`;
    say(`${ZONES.length} regions x ${HOURS} h, ${limits}`);
    await timed(`accept, ${BATCHES} batches one after the other`, BATCHES * BATCH, async () => {
      for (let i = 0; i < BATCHES; i++) await desk.accept(...batch(i * BATCH, BATCH));
    });
    await timed('plan them', BATCHES * BATCH, () => desk.plan.planAccepted());
    await desk.source.query('TRUNCATE routing.workload, routing.reserved_room CASCADE');
    await desk.accept(...batch(0, BATCH));
    await timed('plan 1,000', BATCH, () => desk.plan.planAccepted());
    await timed('plan 1,000 anew, nothing changed', BATCH, () => desk.plan.planAnew());
    gridAt(2, grid);
    await timed('plan 1,000 anew, all forecasts changed', BATCH, () => desk.plan.planAnew());
    for (let i = BATCH; i < many; i += BATCH) await desk.accept(...batch(i, BATCH));
    await timed('plan the rest', many - BATCH, () => desk.plan.planAccepted());
    gridAt(4, grid);
    await timed('plan all anew, all forecasts changed', many, () => desk.plan.planAnew());
    await timed('plan all anew, nothing changed', many, () => desk.plan.planAnew());
    sayMemory();
  } finally {
    await desk.close();
  }
}
