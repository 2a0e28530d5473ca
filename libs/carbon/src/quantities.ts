/**
 * Branded numbers: the unit is part of the type, so grams cannot be handed to something that wants kilowatt-hours.
 * A brand costs nothing at run time; on the wire these are plain JSON numbers.
 */
type Branded<Unit extends string> = number & { readonly __unit: Unit };

/** Mass of greenhouse gas, in grams of CO2 equivalent. */
export type GramsCO2eq = Branded<'gCO2eq'>;
/** Electrical energy in kilowatt-hours. */
export type KilowattHours = Branded<'kWh'>;
/** Carbon intensity of electricity, in grams of CO2 equivalent per kilowatt-hour. */
export type GramsPerKwh = Branded<'gCO2eq/kWh'>;

/** 1 kWh = 3.6e6 J (SI definition). */
const JOULES_PER_KWH = 3_600_000;

function finite<Unit extends string>(value: number, unit: Unit): Branded<Unit> {
  if (!Number.isFinite(value) || value < 0) {
    throw new RangeError(`${value} is no amount of ${unit}: a finite number >= 0 is needed`);
  }
  return value as Branded<Unit>;
}

/** @throws RangeError unless `value` is finite and not negative. */
export const gramsCO2eq = (value: number): GramsCO2eq => finite(value, 'gCO2eq');
/** @throws RangeError unless `value` is finite and not negative. */
export const kilowattHours = (value: number): KilowattHours => finite(value, 'kWh');
/** @throws RangeError unless `value` is finite and not negative. */
export const gramsPerKwh = (value: number): GramsPerKwh => finite(value, 'gCO2eq/kWh');
/** Joules to kilowatt-hours. */
export const joulesToKwh = (joules: number): KilowattHours => kilowattHours(joules / JOULES_PER_KWH);
