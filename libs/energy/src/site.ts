import { kilowattHours, operationalEmissions } from '@ecobe/carbon';
import type { GramsCO2eq, GramsPerKwh, KilowattHours } from '@ecobe/carbon';
import { rangeAround } from './range';
import type { Range, Spread } from './range';
import type { WorkloadEnergy } from './workload-energy';

/** Power usage effectiveness of a building, with the span it may lie in: what it draws over what its computers draw. */
export interface SitePue {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** A workload at one site, its electricity at one intensity. */
export interface SiteEmissions {
  /** The building's, six significant digits: the figure that is shown and multiplied. */
  readonly energyKwh: KilowattHours;
  /** Exactly energyKwh x intensity, in gCO2eq. */
  readonly operationalG: GramsCO2eq;
  readonly operationalRangeG: Range;
  readonly embodiedG: GramsCO2eq;
  /** (operational + embodied) / requests: Software Carbon Intensity, gCO2eq per request. */
  readonly sciGPerRequest: number;
}

const SHOWN_DIGITS = 6;

/** Rounds to the significant digits that are shown, so that what is shown is what was used. */
export const shown = (value: number): number => Number(value.toPrecision(SHOWN_DIGITS));

const pueSpread = ({ low, value, high }: SitePue): Spread => ({
  cause: 'PUE',
  low: low / value,
  high: high / value,
});

/** Adds the building's overhead and prices the energy at a grid intensity in gCO2eq/kWh. */
export function emissionsAt(
  workload: WorkloadEnergy,
  pue: SitePue,
  intensity: GramsPerKwh,
  requests: number,
): SiteEmissions {
  const energyKwh = kilowattHours(shown(workload.itEnergyKwh * pue.value));
  const operationalG = operationalEmissions(energyKwh, intensity);
  const range = rangeAround(operationalG, [...workload.spreads, pueSpread(pue)]);
  return {
    energyKwh,
    operationalG,
    operationalRangeG: { low: shown(range.low), mid: operationalG, high: shown(range.high) },
    embodiedG: workload.embodiedG,
    sciGPerRequest: (operationalG + workload.embodiedG) / requests,
  };
}
