import type { Basis } from '../provenance';
import type { ByMode, GenerationMode } from './generation';
import { GENERATION_MODES } from './generation';
import type { SourceKey } from './sources';

export interface EmissionFactor {
  readonly lifecycleGPerKwh: number;
  readonly directGPerKwh: number;
  readonly source: SourceKey;
}

const factor = (lifecycleGPerKwh: number, directGPerKwh: number, source: SourceKey): EmissionFactor => ({
  lifecycleGPerKwh,
  directGPerKwh,
  source,
});

/**
 * World default factors in gCO2eq/kWh. Biomass burns biogenic carbon, counted 0 in the direct basis. `unknown` is
 * taken as a thermal mix. What storage gives back carries the intensity of the hours in which it was charged.
 */
export const EMISSION_FACTORS: Readonly<Record<GenerationMode, EmissionFactor>> = {
  nuclear: factor(12, 0, 'ipcc2014'),
  hydro: factor(24, 0, 'ipcc2014'),
  wind: factor(11, 0, 'ipcc2014'),
  solar: factor(45, 0, 'ipcc2014'),
  geothermal: factor(38, 0, 'ipcc2014'),
  biomass: factor(230, 0, 'ipcc2014'),
  gas: factor(490, 370, 'ipcc2014'),
  coal: factor(820, 760, 'ipcc2014'),
  oil: factor(650, 406, 'emapsDefaults'),
  unknown: factor(700, 575, 'emapsDefaults'),
  hydroStorage: factor(362.9, 303.19, 'emapsDefaults'),
  batteryStorage: factor(358.44, 297.68, 'emapsDefaults'),
};

/**
 * Lifecycle factors of low-carbon plants that Electricity Maps uses in the European Union and Great Britain, gCO2eq/kWh
 * (source `unece2022`): reservoirs there emit less, wind parks a little more than the world medians.
 */
export const EUROPEAN_LIFECYCLE_G_PER_KWH = { nuclear: 5.13, hydro: 10.7, wind: 12.62 } as const;

/** The default factor of a mode in gCO2eq/kWh, as {@link intensityOfGeneration} counts it. */
export const emissionFactorGPerKwh = (mode: GenerationMode, basis: Basis): number =>
  basis === 'lifecycle' ? EMISSION_FACTORS[mode].lifecycleGPerKwh : EMISSION_FACTORS[mode].directGPerKwh;

/**
 * Average carbon intensity of an hour's generation: sum(generation x factor) / sum(generation), in gCO2eq/kWh.
 * Generation may be in any one unit. Null where nothing was generated or a value is negative or not finite: an
 * intensity of 0 would look like a clean grid.
 */
export function intensityOfGeneration(generation: ByMode, basis: Basis): number | null {
  let total = 0;
  let emissions = 0;
  for (const mode of GENERATION_MODES) {
    const amount = generation[mode] ?? 0;
    if (!Number.isFinite(amount) || amount < 0) return null;
    total += amount;
    emissions += amount * emissionFactorGPerKwh(mode, basis);
  }
  return total > 0 ? emissions / total : null;
}
