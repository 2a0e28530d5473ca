import { joulesToKwh, kilowattHours } from '@ecobe/carbon';
import type { KilowattHours } from '@ecobe/carbon';
import { shown } from './shown';

/** What a run of searches for leads costs to make; every figure can be set. docs/formulas/dekes-energy.md */
export interface SearchRunFigures {
  /** Virtual CPUs that a run keeps busy. */
  readonly vcpus: number;
  /** Average power of one, W. */
  readonly wattsPerVcpu: number;
  /** To fetch and to classify one result, J. */
  readonly joulesPerResult: number;
}

/** 2 vCPUs at half load (Cloud Carbon Footprint, AWS); a median page of 2.652 MB at 0.001 kWh/GB and one small classifier. */
export const DEFAULT_SEARCH_RUN: SearchRunFigures = { vcpus: 2, wattsPerVcpu: 2.12, joulesPerResult: 9.76 };

const RESULTS_PER_STEP = 100;
const MINUTES_PER_STEP = 2;
const MINUTES_PER_HOUR = 60;
const WATTS_PER_KW = 1000;

/** Minutes that a search for so many results takes: 2 for each 100 begun (DEKES). */
export const minutesOfResults = (results: number): number =>
  Math.ceil(results / RESULTS_PER_STEP) * MINUTES_PER_STEP;

/** Results that a run of so many minutes brings at that pace; where only its length is known. */
export const resultsOfMinutes = (minutes: number): number => (minutes / MINUTES_PER_STEP) * RESULTS_PER_STEP;

/**
 * Electricity that the computers of a search run draw, before the overhead of their building; six significant digits.
 * @param run `minutes` > 0, `results` >= 0
 */
export function searchRunEnergy(
  { minutes, results }: { readonly minutes: number; readonly results: number },
  { vcpus, wattsPerVcpu, joulesPerResult }: SearchRunFigures,
): KilowattHours {
  const machineKwh = ((minutes / MINUTES_PER_HOUR) * vcpus * wattsPerVcpu) / WATTS_PER_KW;
  return kilowattHours(shown(machineKwh + joulesToKwh(results * joulesPerResult)));
}
