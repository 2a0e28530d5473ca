import type { Drivers } from './drivers';
import { thermalTotalOf } from './generation-mix';
import type { Generation } from './generation-mix';

const { max } = Math;

/** Yearly means by which the hour's drivers are made relative. */
export interface UsualDrivers {
  readonly demand: number;
  readonly windFactor: number;
  readonly radiationWm2: number;
}

/** Part of the hydro plants that stands on rivers and cannot wait. */
const RIVER_SHARE = 0.4;
/** What always runs of the plants that follow demand, of their yearly mean: spinning reserve and heat supply. */
const LEAST_FOLLOWING = 0.2;
/** Part of what differs from the usual that the zone's own plants make up; neighbours take or give the rest. */
const OWN_PART = 0.75;
/** How sharply a kind of plant follows the demand left over: above 1 a peaker, below 1 a base load plant; hydro 1. */
const STEEPNESS = { gas: 1.25, coal: 0.8, oil: 1.5, storage: 2 };

/**
 * One hour's generation in percent of the zone's mean demand. Sun, wind, rivers, reactors, heat of the earth and biomass
 * run as they can; stored water, gas, coal, oil and storage fill what is left, each by its share of the yearly mix;
 * neighbours damp the ups and downs.
 */
export function dispatch(mix: Generation, usual: UsualDrivers, drivers: Drivers): Generation {
  const nuclear = mix.nuclear * drivers.nuclear;
  const wind = (mix.wind * drivers.windFactor) / usual.windFactor;
  const solar = (mix.solar * drivers.radiationWm2) / usual.radiationWm2;
  const river = mix.hydro * RIVER_SHARE * drivers.river;
  const { geothermal, biomass } = mix;

  const storedWater = mix.hydro * (1 - RIVER_SHARE);
  const usualRest = storedWater + thermalTotalOf(mix) + mix.hydroStorage + mix.batteryStorage;
  const rest =
    (100 * drivers.demand) / usual.demand - (nuclear + wind + solar + river + geothermal + biomass);
  const level = usualRest > 0 ? max(LEAST_FOLLOWING, 1 + OWN_PART * (rest / usualRest - 1)) : 0;

  const water = storedWater * level;
  const gas = following(mix.gas, level, STEEPNESS.gas) * (1 + drivers.gasMerit);
  const coal = following(mix.coal, level, STEEPNESS.coal) * (1 - drivers.gasMerit);
  const oil = following(mix.oil, level, STEEPNESS.oil);
  const unknown = mix.unknown * level;
  const hydroStorage = following(mix.hydroStorage, level, STEEPNESS.storage);
  const batteryStorage = following(mix.batteryStorage, level, STEEPNESS.storage);

  const offered = water + gas + coal + oil + unknown + hydroStorage + batteryStorage;
  const scale = offered > 0 ? (usualRest * level) / offered : 0;
  return {
    nuclear,
    hydro: river + water * scale,
    wind,
    solar,
    geothermal,
    biomass,
    gas: gas * scale,
    coal: coal * scale,
    oil: oil * scale,
    unknown: unknown * scale,
    hydroStorage: hydroStorage * scale,
    batteryStorage: batteryStorage * scale,
  };
}

const following = (share: number, level: number, steepness: number): number =>
  share > 0 ? share * level ** steepness : 0;
