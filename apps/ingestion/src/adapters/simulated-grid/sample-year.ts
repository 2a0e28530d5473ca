import { HOUR_MS } from '@ecobe/carbon';
import type { Zone } from '@ecobe/carbon';
import type { UsualDrivers } from './dispatch';
import { driversOf } from './drivers';
import type { Drivers } from './drivers';

/** Coprime to a day and a week, so that every hour of both is met, at an eleventh of the work. */
const STEP_HOURS = 11;

/** Drivers of a calendar year (UTC), every eleventh hour. */
export function sampleYear(zone: Zone, year: number): Drivers[] {
  const drivers = driversOf(zone);
  const end = Date.UTC(year + 1, 0) / HOUR_MS;
  const sample: Drivers[] = [];
  for (let hour = Date.UTC(year, 0) / HOUR_MS; hour < end; hour += STEP_HOURS) sample.push(drivers(hour));
  return sample;
}

/** The means of a sample. */
export function usualOf(sample: readonly Drivers[]): UsualDrivers {
  const mean = (of: (drivers: Drivers) => number): number =>
    sample.reduce((sum, drivers) => sum + of(drivers), 0) / sample.length;
  return {
    demand: mean(({ demand }) => demand),
    windFactor: mean(({ windFactor }) => windFactor),
    radiationWm2: mean(({ radiationWm2 }) => radiationWm2),
  };
}
