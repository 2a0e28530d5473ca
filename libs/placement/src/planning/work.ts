import type { WorkSpan } from './timing';

/** A region that work may run in, as its owner sees it. */
export interface WorkRegion {
  readonly region: string;
  /** Round trip from where the caller is; null where unknown. */
  readonly latencyMs: number | null;
  /** What an hour of the work costs there; null where unknown. */
  readonly usdPerHour: number | null;
}

/** Work that wants a place and a time: no slot before `earliest`, none from `deadline` on, as many as `slots` are left. */
export interface WorkToPlace extends WorkSpan {
  /** First slot after it arrived. A plan that is made anew later has a later `earliest`. */
  readonly arrival: number;
  readonly powerKw: number;
  /** Where it runs without us; always allowed, whatever the limits say. */
  readonly home: WorkRegion;
  readonly others: readonly WorkRegion[];
  /** Whether it may pause at the end of any slot, at no cost. */
  readonly isInterruptible: boolean;
  /** What bringing it to another region emits: energy drawn at home when it arrives, gCO2eq. */
  readonly transferG: number;
  readonly maxLatencyMs: number | null;
  readonly maxUsdPerHour: number | null;
}

/** How carbon and money are weighed: only the ratio matters, on the fixed references of the green score. */
export interface PlacementWeights {
  readonly carbon: number;
  readonly cost: number;
}

/** @throws RangeError for work that nobody could run. */
export function requireRunnable(work: WorkToPlace): void {
  if (!(work.slots > 0 && Number.isInteger(work.slots)))
    throw new RangeError(`${work.slots} is no number of slots`);
  if (!(work.powerKw > 0 && Number.isFinite(work.powerKw)))
    throw new RangeError(`power ${work.powerKw} kW is not > 0`);
  if (!(work.transferG >= 0)) throw new RangeError(`transfer of ${work.transferG} gCO2eq is not >= 0`);
  if (!Number.isInteger(work.earliest) || !Number.isInteger(work.deadline))
    throw new RangeError(`slot ${work.earliest} or ${work.deadline} is no whole number`);
  if (work.deadline - work.earliest < work.slots)
    throw new RangeError(`${work.slots} slots do not fit between slot ${work.earliest} and ${work.deadline}`);
}
