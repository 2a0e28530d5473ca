import { floorDivide } from './division';
import { hundredthsAsNumber } from './units';

const BASIS_POINTS_OF_WHOLE = 10_000n;
const MICROGRAMS_PER_GRAM = 1_000_000n;

/** Avoided emissions in whole grams, rounded down, below 0 as well: never more than was avoided. */
export const avoidedGrams = (micrograms: bigint): bigint => floorDivide(micrograms, MICROGRAMS_PER_GRAM);

/** A share in percent, rounded down to two decimals; null of nothing. */
export const percentOf = (part: bigint, whole: bigint): number | null =>
  whole > 0n ? hundredthsAsNumber(floorDivide(part * BASIS_POINTS_OF_WHOLE, whole)) : null;

/** Mean intensity of energy in µWh that emitted so many µg, g/kWh; null without energy. 1 µg/µWh is 1,000 g/kWh. */
export const meanGPerKwh = (micrograms: bigint, energyUwh: bigint): number | null =>
  energyUwh > 0n ? Number(micrograms * 1_000n) / Number(energyUwh) : null;
