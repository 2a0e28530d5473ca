import { ceilDivide } from './division';
import { ceilProduct, wholeProduct } from './exact-decimal';

/** Units in which a caller may give an amount of CO2eq. */
export const AMOUNT_UNITS = ['g', 'kg', 't'] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

const GRAMS_PER: Record<AmountUnit, bigint> = { g: 1n, kg: 1_000n, t: 1_000_000n };
/** One credit. */
export const GRAMS_PER_TONNE = GRAMS_PER.t;
const MICROGRAMS_PER_GRAM = 1_000_000n;
/** 10 Gt, a quarter of what the world emits in a year. */
const LARGEST_AMOUNT_G = 10_000n * 1_000_000n * GRAMS_PER_TONNE;
const CENTS_PER_USD = 100n;
/** Hundredths of a percent. */
const BASIS_POINTS_PER_PERCENT = 100n;

/** An amount in grams, or why it is none. */
export type ParsedAmount =
  { readonly kind: 'grams'; readonly grams: bigint } | { readonly kind: 'fault'; readonly detail: string };

/** Whole grams of an amount that a caller gave: more than 0, at most 10 Gt. */
export function gramsOf(amount: number, unit: AmountUnit): ParsedAmount {
  const fault = (detail: string) => ({ kind: 'fault', detail }) as const;
  const grams = wholeProduct(amount, GRAMS_PER[unit]);
  if (grams === null) return fault(`must be whole grams, of at most 15 digits; ${amount} ${unit} is not`);
  if (grams <= 0n) return fault('must be more than 0');
  if (grams > LARGEST_AMOUNT_G) return fault('must be at most 10 Gt');
  return { kind: 'grams', grams };
}

/** Whole cents of a price in USD; null where it has parts of a cent or is negative. */
export function centsOf(usd: number): bigint | null {
  const cents = wholeProduct(usd, CENTS_PER_USD);
  return cents === null || cents < 0n ? null : cents;
}

/** Hundredths of a percent, of a percentage with two decimals at most; null of any other. */
export const basisPointsOf = (percent: number): bigint | null =>
  wholeProduct(percent, BASIS_POINTS_PER_PERCENT);

/** The JSON number nearest to `digits` x 10^-`places`, by its decimal digits: nothing is divided. */
function decimalNumber(digits: bigint, places: number): number {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  return Number(`${sign}${text.slice(0, -places)}.${text.slice(-places)}`);
}

/** The number that JSON shows for hundredths: cents as USD, basis points as percent. */
export const hundredthsAsNumber = (hundredths: bigint): number => decimalNumber(hundredths, 2);

/** Grams of micrograms, the nearest number that JSON has. */
export const gramsAsNumber = (micrograms: bigint): number => decimalNumber(micrograms, 6);

/** kWh of microwatthours, the nearest number that JSON has. */
export const kwhAsNumber = (microwatthours: bigint): number => decimalNumber(microwatthours, 9);

/** Emissions of a period in whole grams, rounded up once, at its total. */
export const gramsOfMicrograms = (micrograms: bigint): bigint => ceilDivide(micrograms, MICROGRAMS_PER_GRAM);

/** Micrograms of emissions in grams, rounded up: what was emitted is never shown as less. @throws RangeError of no number */
export const microgramsOf = (grams: number): bigint => ceilProduct(grams, MICROGRAMS_PER_GRAM);

/** Micrograms of a baseline in grams, rounded down: what was avoided is never shown as more. @throws RangeError of no number */
export const microgramsAtMost = (grams: number): bigint => -microgramsOf(-grams);
