import { HOUR_MS, startOfHour } from '@ecobe/carbon';
import { inTurns } from '@ecobe/platform';
import { expectedArrivals, slotOf } from '@ecobe/placement';
import type { WeightedWork } from '@ecobe/placement';
import type { ArrivalRecord, PlanningStore } from '../../ports/planning-store';
import type { WaitingBatch } from './waiting-batch';

const DAY_MS = 24 * HOUR_MS;
/** Arrivals are looked back at for two weeks, so that each kind of day was seen at least twice. */
const PAST_MS = 14 * DAY_MS;
/** Less than a day on record says nothing of the hours that are not in it. */
const SHORTEST_RECORD_MS = DAY_MS;
const AHEAD_HOURS = 24;
/** Past arrivals that stand for all, and expected ones that do. */
const DRAWN = 1_000;
const EXPECTED = 200;

/** Arrivals that the product has on record. */
export const pastArrivals = (store: Pick<PlanningStore, 'arrivals'>, nowMs: number): Promise<ArrivalRecord> =>
  store.arrivals(nowMs - PAST_MS, startOfHour(nowMs), DRAWN);

/**
 * Work that will want room within a day, by what arrived at such hours before; none while less than a day is on record.
 * docs/formulas/placement.md
 */
export async function expectedWork(
  { sinceMs, total, drawn }: ArrivalRecord,
  batch: WaitingBatch,
  nowMs: number,
): Promise<WeightedWork[]> {
  if (sinceMs === null || nowMs - sinceMs < SHORTEST_RECORD_MS || drawn.length === 0) return [];
  const past = (
    await inTurns(drawn, (one) => {
      try {
        return [batch.arrived(one)];
      } catch {
        return []; // a request that nobody understands any more is told of where it is planned
      }
    })
  ).flat();
  const span = {
    sinceSlot: slotOf(sinceMs),
    nowSlot: slotOf(nowMs),
    aheadHours: AHEAD_HOURS,
    count: EXPECTED,
  };
  const scale = total / drawn.length;
  return expectedArrivals(past, span).map(({ work, weight }) => ({
    work,
    weight: weight * scale,
    view: work.view,
  }));
}
