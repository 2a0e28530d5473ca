import { GENERATION_MODES, HOUR_MS } from '@ecobe/carbon';
import type { ByMode, Zone } from '@ecobe/carbon';
import { calibrate } from './calibration';
import type { Calibration } from './calibration';
import { dispatch } from './dispatch';
import { driversOf } from './drivers';
import { emissionsOf, totalOf } from './generation-mix';
import type { Generation } from './generation-mix';

const { ceil, round } = Math;

/** One simulated hour of a zone; stored and shown only under `SIMULATED_SOURCE` and with the quality `simulated`. */
export interface SimulatedHour {
  /** Start of the hour, epoch milliseconds UTC. */
  readonly validAtMs: number;
  readonly lifecycleGPerKwh: number;
  readonly directGPerKwh: number;
  /** Generation by mode in percent of the zone's mean demand of the year, not in MW: the size of a zone is not simulated. */
  readonly generationPercent: ByMode;
  readonly windSpeedMs: number;
  readonly radiationWm2: number;
}

const calibrations = new Map<string, Calibration>();

/**
 * Simulates the hours that start in `[startMs, endMs)`. Deterministic per zone and hour: any window gives an hour the same
 * values. The mean over a calendar year is the published one (see docs/formulas/simulated-grid.md).
 * @throws RangeError for a zone without a published mean.
 */
export function simulateGrid(zone: Zone, startMs: number, endMs: number): SimulatedHour[] {
  const drivers = driversOf(zone);
  const hours: SimulatedHour[] = [];
  for (let hour = ceil(startMs / HOUR_MS); hour * HOUR_MS < endMs; hour += 1) {
    const calibration = calibrationOf(zone, new Date(hour * HOUR_MS).getUTCFullYear());
    const now = drivers(hour);
    const made = dispatch(calibration.mix, calibration.usual, now);
    hours.push({
      validAtMs: hour * HOUR_MS,
      lifecycleGPerKwh: intensity(made, calibration.factors.lifecycle),
      directGPerKwh: intensity(made, calibration.factors.direct),
      generationPercent: shown(made),
      windSpeedMs: rounded(now.windSpeedMs),
      radiationWm2: rounded(now.radiationWm2),
    });
  }
  return hours;
}

/** A calibration depends on nothing but zone and year, so it is made once. */
function calibrationOf(zone: Zone, year: number): Calibration {
  const key = `${zone.id} ${year}`;
  const known = calibrations.get(key);
  if (known !== undefined) return known;
  const made = calibrate(zone, year);
  calibrations.set(key, made);
  return made;
}

const intensity = (made: Generation, factors: Generation): number =>
  rounded(emissionsOf(made, factors) / totalOf(made));

const shown = (made: Generation): ByMode =>
  Object.fromEntries(
    GENERATION_MODES.filter((mode) => made[mode] > 0).map((mode) => [mode, rounded(made[mode])]),
  );

/** To hundredths: finer digits would claim a precision that a simulation has not. */
const rounded = (value: number): number => round(value * 100) / 100;
