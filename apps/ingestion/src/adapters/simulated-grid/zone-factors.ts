import { EMISSION_FACTORS, EUROPEAN_LIFECYCLE_G_PER_KWH } from '@ecobe/carbon';
import type { Zone } from '@ecobe/carbon';
import { emissionsOf, generationFrom } from './generation-mix';
import type { Generation } from './generation-mix';

/** gCO2eq per kWh generated, by mode. */
export interface ZoneFactors {
  readonly lifecycle: Generation;
  readonly direct: Generation;
}

/** Countries whose nuclear, hydro and wind carry the UNECE factors: the European Union and Great Britain. */
const UNECE_COUNTRIES = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
/** Energy that storage gives back of what it took. */
const STORAGE_EFFICIENCY = 0.8;

/**
 * The factors of a zone before calibration: world defaults, UNECE's for low-carbon plants in Europe. Storage was charged
 * from the zone's own grid, so its factor is the zone's mean over the efficiency, direct in the proportion of the mix.
 */
export function factorsOf(zone: Zone, meanGPerKwh: number): ZoneFactors {
  const european = UNECE_COUNTRIES.has(zone.country) ? EUROPEAN_LIFECYCLE_G_PER_KWH : {};
  const lifecycle = {
    ...generationFrom((mode) => EMISSION_FACTORS[mode].lifecycleGPerKwh),
    ...european,
    ...storage(0),
  };
  const direct = { ...generationFrom((mode) => EMISSION_FACTORS[mode].directGPerKwh), ...storage(0) };
  const mix = generationFrom((mode) => zone.mixPercent[mode] ?? 0);
  const stored = meanGPerKwh / STORAGE_EFFICIENCY;
  const directPart = emissionsOf(mix, direct) / emissionsOf(mix, lifecycle);
  return {
    lifecycle: { ...lifecycle, ...storage(stored) },
    direct: { ...direct, ...storage(stored * directPart) },
  };
}

const storage = (factor: number): { hydroStorage: number; batteryStorage: number } => ({
  hydroStorage: factor,
  batteryStorage: factor,
});
