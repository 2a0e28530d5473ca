import { SLOT_MS, placeWork, slotFrom, slotOf, valueAt } from '@ecobe/placement';
import type { Placement, PlacementTerms, RegionRefusal, WorkToPlace } from '@ecobe/placement';
import type { OutlookBook, RoomReader } from './outlook-book';
import type { RequestedWork } from './requested-work';

/** What the planner made of work. */
export interface PlacementOptions {
  /** Best first; empty where no region will do. */
  readonly placements: readonly Placement[];
  readonly refusals: readonly RegionRefusal[];
}

/** What is known when work is placed. */
export interface PlacementFrame {
  readonly nowMs: number;
  readonly book: OutlookBook;
  /** Null: as if nobody else ran anything. */
  readonly room: RoomReader | null;
  /** Where the work says nothing of it. */
  readonly minGainPercent: number;
  /** Forecast of home for the arrival as it was then, gCO2eq/kWh; unless told, or null, that of now is taken. */
  readonly arrivalGPerKwh?: number | null;
}

/** The slots that remain of it at an instant. */
function spanOf(
  work: RequestedWork,
  nowMs: number,
): Pick<WorkToPlace, 'arrival' | 'earliest' | 'deadline' | 'slots'> {
  const slots = Math.ceil(work.durationMs / SLOT_MS);
  const arrival = slotFrom(work.arrivalMs);
  const earliest = Math.max(arrival, slotFrom(nowMs));
  const deadline = slotOf(work.deadlineMs);
  if (deadline - earliest >= slots) return { arrival, earliest, deadline, slots };
  // Less than a slot of slack: whole slots would end too late, so it starts off the grid, at once.
  const running = slotOf(Math.max(nowMs, work.arrivalMs));
  return { arrival: running, earliest: running, deadline: running + slots, slots };
}

/** Emissions of bringing it elsewhere, gCO2eq; null where nothing was forecast of home for its arrival. */
export function transferG(work: RequestedWork, { book, arrivalGPerKwh }: PlacementFrame): number | null {
  if (work.transferEnergyKwh === 0) return 0;
  const forecast = book.forecastOf(work.home, work.basis);
  const now = forecast === undefined ? null : valueAt(book.seriesOf(forecast), work.arrivalMs);
  const gPerKwh = arrivalGPerKwh ?? now;
  return gPerKwh === null ? null : work.transferEnergyKwh * gPerKwh;
}

/** Places work at an instant: at first when it arrives, later anew with newer forecasts. */
export function choosePlacement(work: RequestedWork, frame: PlacementFrame): PlacementOptions {
  const transfer = transferG(work, frame);
  const others = transfer === null ? [] : work.others;
  const outlooks = frame.book.outlooks([work.home, ...others], work.basis, frame.room);
  const terms: PlacementTerms = {
    weights: work.weights,
    minGainPercent: work.minGainPercent ?? frame.minGainPercent,
  };
  const { home, powerKw, isInterruptible, maxLatencyMs, maxUsdPerHour } = work;
  const toPlace: WorkToPlace = {
    ...spanOf(work, frame.nowMs),
    ...{ home, others, powerKw, isInterruptible, maxLatencyMs, maxUsdPerHour },
    transferG: transfer ?? 0,
  };
  const { placements, refusals } = placeWork(toPlace, outlooks, terms);
  const unreachable = transfer === null ? work.others.map(({ region }) => transferUnknown(region)) : [];
  return { placements, refusals: [...refusals, ...unreachable] };
}

const transferUnknown = (region: string): RegionRefusal => ({
  region,
  code: 'NO_FORECAST',
  reason: 'what its transfer would emit is unknown: home has no forecast for its arrival',
});
