import { SLOT_MS, placeWork, slotFrom, slotOf, valueAt } from '@ecobe/placement';
import type { Placement, PlacementTerms, RegionRefusal, WorkToPlace } from '@ecobe/placement';
import type { OutlookBook, Pricing, RoomReader } from './outlook-book';
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
  /** What room is worth to others; unless told it costs nothing. */
  readonly pricing?: Pricing | null;
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

/** How work is weighed, by its own wish or by what is set for all. */
export const termsOf = (
  { weights, minGainPercent }: RequestedWork,
  frame: Pick<PlacementFrame, 'minGainPercent'>,
): PlacementTerms => ({ weights, minGainPercent: minGainPercent ?? frame.minGainPercent });

/** Work as the planner takes it at an instant; it stays at home where nobody knows what its transfer emits. */
export function workToPlace(work: RequestedWork, frame: PlacementFrame): WorkToPlace {
  const { home, powerKw, isInterruptible, maxLatencyMs, maxUsdPerHour } = work;
  const transfer = transferG(work, frame);
  return {
    ...spanOf(work, frame.nowMs),
    ...{ home, powerKw, isInterruptible, maxLatencyMs, maxUsdPerHour },
    others: transfer === null ? [] : work.others,
    transferG: transfer ?? 0,
  };
}

/** Places work at an instant: at first when it arrives, later anew with newer forecasts. */
export function choosePlacement(work: RequestedWork, frame: PlacementFrame): PlacementOptions {
  const toPlace = workToPlace(work, frame);
  const isBound = toPlace.others.length < work.others.length;
  const reachable = isBound ? [work.home] : [work.home, ...work.others];
  const outlooks = frame.book.outlooks(reachable, work.basis, frame.room, frame.pricing);
  const { placements, refusals } = placeWork(toPlace, outlooks, termsOf(work, frame));
  const unreachable = isBound ? work.others.map(({ region }) => transferUnknown(region)) : [];
  return { placements, refusals: [...refusals, ...unreachable] };
}

const transferUnknown = (region: string): RegionRefusal => ({
  region,
  code: 'NO_FORECAST',
  reason: 'what its transfer would emit is unknown: home has no forecast for its arrival',
});
