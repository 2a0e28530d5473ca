import { regionOutlook } from './outlook';
import type { RegionOutlook } from './outlook';
import type { WorkRegion, WorkToPlace } from './work';

export const FIRST_HOUR = 1000;
export const FIRST_SLOT = 4 * FIRST_HOUR;

/** Work of 1 kW for an hour at home in `HOME`, from the first slot on, with four hours' time. */
export const workOf = (changes: Partial<WorkToPlace> = {}): WorkToPlace => ({
  arrival: FIRST_SLOT,
  earliest: FIRST_SLOT,
  deadline: FIRST_SLOT + 16,
  slots: 4,
  powerKw: 1,
  home: place('HOME'),
  others: [],
  isInterruptible: false,
  transferG: 0,
  maxLatencyMs: null,
  maxUsdPerHour: null,
  ...changes,
});

export const place = (region: string, figures: Partial<WorkRegion> = {}): WorkRegion => ({
  region,
  latencyMs: null,
  usdPerHour: null,
  ...figures,
});

/** Outlooks from the first hour on. */
export const outlooksOf = (
  gPerKwh: Readonly<Record<string, readonly number[]>>,
): Map<string, RegionOutlook> =>
  new Map(
    Object.entries(gPerKwh).map(([region, values]) => [region, regionOutlook(region, FIRST_HOUR, values)]),
  );
