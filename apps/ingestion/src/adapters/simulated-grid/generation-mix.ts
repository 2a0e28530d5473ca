import { GENERATION_MODES } from '@ecobe/carbon';
import type { GenerationMode } from '@ecobe/carbon';

/** A number for every mode: percents of a mix, or factors. */
export type Generation = Record<GenerationMode, number>;

/** A value for every mode. */
export const generationFrom = (value: (mode: GenerationMode) => number): Generation =>
  Object.fromEntries(GENERATION_MODES.map((mode) => [mode, value(mode)])) as Generation;

// Written out rather than looped: these sums run for every simulated hour, and a loop over names costs ten times more.

/** Generation of all modes. */
export const totalOf = (made: Generation): number =>
  made.nuclear +
  made.hydro +
  made.wind +
  made.solar +
  made.geothermal +
  made.biomass +
  made.hydroStorage +
  made.batteryStorage +
  thermalTotalOf(made);

/** Generation of the plants that burn fuel other than biomass. */
export const thermalTotalOf = (made: Generation): number => made.gas + made.coal + made.oil + made.unknown;

/** Emissions of all modes: sum of generation x factor. */
export const emissionsOf = (made: Generation, factors: Generation): number =>
  made.nuclear * factors.nuclear +
  made.hydro * factors.hydro +
  made.wind * factors.wind +
  made.solar * factors.solar +
  made.geothermal * factors.geothermal +
  made.biomass * factors.biomass +
  made.hydroStorage * factors.hydroStorage +
  made.batteryStorage * factors.batteryStorage +
  thermalEmissionsOf(made, factors);

/** Emissions of the plants that burn fuel other than biomass. */
export const thermalEmissionsOf = (made: Generation, factors: Generation): number =>
  made.gas * factors.gas + made.coal * factors.coal + made.oil * factors.oil + made.unknown * factors.unknown;

const THERMAL: ReadonlySet<GenerationMode> = new Set<GenerationMode>(['gas', 'coal', 'oil', 'unknown']);

/** Whether a mode burns fuel other than biomass; unknown plants are taken to. */
export const isThermal = (mode: GenerationMode): boolean => THERMAL.has(mode);
