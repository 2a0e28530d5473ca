import { gramsOf } from './outlook';
import type { RegionOutlook } from './outlook';
import { SLOTS_PER_HOUR } from './slot';
import type { SlotRun } from './slot';
import type { Timing } from './timing';
import type { PlacementWeights, WorkRegion, WorkToPlace } from './work';

/** gCO2eq/kWh and USD/h that weigh alike when the weights are equal: the references of the green score. */
const CARBON_REFERENCE_G_PER_KWH = 400;
const COST_REFERENCE_USD_PER_HOUR = 0.2;

/** A region and the slots in it, with what they are expected to emit and to cost. */
export interface Placement {
  readonly region: string;
  readonly runs: readonly SlotRun[];
  /** In one piece, at home, from the arrival: what work does without us, so it takes no room from anybody. */
  readonly isRunNow: boolean;
  /** Energy x forecast, transfer included, gCO2eq. */
  readonly expectedG: number;
  /** Null where the price of the region is unknown. */
  readonly expectedUsd: number | null;
  /** What regions are compared by: weighted reference hours; less is better. */
  readonly weighed: number;
}

/** What a region and slots in it come to. @param timing its cost is per kW, gCO2eq */
export function placementOf(
  place: WorkRegion,
  { runs, cost }: Timing,
  work: WorkToPlace,
  outlook: RegionOutlook,
  weights: PlacementWeights,
): Placement {
  const { region, usdPerHour } = place;
  const transferG = place === work.home ? 0 : work.transferG;
  const hours = work.slots / SLOTS_PER_HOUR;
  const carbonHours = (cost + transferG / work.powerKw) / CARBON_REFERENCE_G_PER_KWH;
  // Home alone is compared with a price that nobody knows: with itself, so it makes no difference.
  const costHours = ((usdPerHour ?? 0) * hours) / COST_REFERENCE_USD_PER_HOUR;
  return {
    region,
    runs,
    isRunNow: place === work.home && runs.length === 1 && runs[0]?.from === work.arrival,
    expectedG: transferG + (gramsOf(outlook, runs, work.powerKw) ?? NaN),
    expectedUsd: usdPerHour === null ? null : usdPerHour * hours,
    weighed: weights.carbon * carbonHours + weights.cost * costHours,
  };
}

/**
 * In one piece, at home, from the arrival on. It takes no room from anybody, so it is compared by its grams alone.
 * @returns null once the arrival is over, or without a forecast of home that reaches.
 */
export function runNow(
  work: WorkToPlace,
  home: RegionOutlook | undefined,
  weights: PlacementWeights,
): Placement | null {
  if (home === undefined || work.earliest !== work.arrival) return null;
  const runs = [{ from: work.earliest, until: work.earliest + work.slots }];
  const cost = gramsOf(home, runs, 1);
  return cost === null ? null : placementOf(work.home, { runs, cost }, work, home, weights);
}
