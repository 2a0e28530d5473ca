import { gramsCO2eq, kilowattHours } from '@ecobe/carbon';
import type { GramsCO2eq, GramsPerKwh, KilowattHours } from '@ecobe/carbon';
import { rangeAround } from './range';
import type { Range, Spread } from './range';
import { shown, shownProduct } from './shown';
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
  /** Exactly energyKwh x intensity as decimals, in gCO2eq. */
  readonly operationalG: GramsCO2eq;
  readonly operationalRangeG: Range;
  readonly embodiedG: GramsCO2eq;
  /** (operational + embodied) / requests: Software Carbon Intensity, gCO2eq per request. */
  readonly sciGPerRequest: number;
}

const pueSpread = ({ low, value, high }: SitePue): Spread => ({
  cause: 'PUE',
  low: low / value,
  high: high / value,
});

/** Adds the building's overhead and prices the energy at a grid intensity in gCO2eq/kWh, of six digits at most. */
export function emissionsAt(
  workload: WorkloadEnergy,
  pue: SitePue,
  intensity: GramsPerKwh,
  requests: number,
): SiteEmissions {
  const energyKwh = kilowattHours(shown(workload.itEnergyKwh * pue.value));
  const operationalG = gramsCO2eq(shownProduct(energyKwh, intensity));
  const range = rangeAround(operationalG, [...workload.spreads, pueSpread(pue)]);
  return {
    energyKwh,
    operationalG,
    operationalRangeG: { low: shown(range.low), mid: operationalG, high: shown(range.high) },
    embodiedG: workload.embodiedG,
    sciGPerRequest: (operationalG + workload.embodiedG) / requests,
  };
}
