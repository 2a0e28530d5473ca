import type { Interval } from '@ecobe/carbon';
import { meanIntensity, valueAt } from './mean-intensity';
import type { HourlySeries } from './mean-intensity';

/** Work that ran, and what it would have been without us. */
export interface WorkDone {
  readonly energyKwh: number;
  /** When it ran. */
  readonly runs: readonly Interval[];
  /** When it would have run at home: from its arrival on, in one piece. */
  readonly baseline: Interval;
  /** Energy drawn at home on arrival to bring it elsewhere; 0 for work that stayed. */
  readonly transferEnergyKwh: number;
}

/** gCO2eq, with the mean intensities (gCO2eq/kWh) that they rest on. */
export interface SettledEmissions {
  readonly kind: 'settled';
  /** Transfer included. */
  readonly emittedG: number;
  readonly transferG: number;
  readonly baselineG: number;
  /** Negative where running at home at once would have emitted less. */
  readonly avoidedG: number;
  readonly workGPerKwh: number;
  readonly homeGPerKwh: number;
}

/** An hour that nobody has observed is never counted as 0. */
export interface Unsettled {
  readonly kind: 'unsettled';
  readonly missing: 'work' | 'home';
}

/**
 * What work really emitted and avoided: energy x mean observed intensity over its hours, against the same energy at home
 * over the hours of the baseline. docs/formulas/avoided-emissions.md
 * @param work observed where it ran @param home observed at home, on the same signal and basis
 */
export function settleWork(
  { energyKwh, runs, baseline, transferEnergyKwh }: WorkDone,
  work: HourlySeries,
  home: HourlySeries,
): SettledEmissions | Unsettled {
  const workGPerKwh = meanIntensity(work, runs);
  if (workGPerKwh === null) return { kind: 'unsettled', missing: 'work' };
  const homeGPerKwh = meanIntensity(home, [baseline]);
  const arrivalGPerKwh = valueAt(home, baseline.startMs);
  if (homeGPerKwh === null || arrivalGPerKwh === null) return { kind: 'unsettled', missing: 'home' };
  const transferG = transferEnergyKwh * arrivalGPerKwh;
  const emittedG = energyKwh * workGPerKwh + transferG;
  const baselineG = energyKwh * homeGPerKwh;
  return {
    kind: 'settled',
    emittedG,
    transferG,
    baselineG,
    avoidedG: baselineG - emittedG,
    workGPerKwh,
    homeGPerKwh,
  };
}
