import { ceilDivide } from './division';

/** A decimal number: `digits` x 10^-`scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;
/** A double keeps any decimal number of so many digits; beyond that it may stand for another than the caller wrote. */
const DIGITS_THAT_DOUBLES_KEEP = 15;

/** The decimal number that stands for a double; null of none. */
function digitsOf(value: number): (Decimal & { readonly significant: number }) | null {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = WRITTEN.exec(String(value)) ?? [];
  if (whole === '') return null;
  const significant = `${whole}${fraction}`.replace(/^0+|0+$/g, '').length;
  return {
    digits: BigInt(`${sign}${whole}${fraction}`),
    scale: fraction.length - Number(exponent),
    significant,
  };
}

/** The decimal number that a JSON number was written as; null if it has more digits than a double keeps, or is no number. */
function decimalOf(value: number): Decimal | null {
  const decimal = digitsOf(value);
  if (decimal === null) return null;
  const isKept = decimal.significant <= DIGITS_THAT_DOUBLES_KEEP || Number.isSafeInteger(value);
  return isKept ? decimal : null;
}

/**
 * `value` x `factor` as a whole number, by the decimal digits of `value` and not by its binary neighbour.
 * @returns null if the product is not whole, or if the number has more digits than JSON carries exactly
 */
export function wholeProduct(value: number, factor: bigint): bigint | null {
  const decimal = decimalOf(value);
  if (decimal === null) return null;
  const product = decimal.digits * factor;
  if (decimal.scale <= 0) return product * 10n ** BigInt(-decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale);
  return product % divisor === 0n ? product / divisor : null;
}

/** `value` x `factor` rounded up to a whole number, by its shortest decimal digits. @throws RangeError of no number */
export function ceilProduct(value: number, factor: bigint): bigint {
  const decimal = digitsOf(value);
  if (decimal === null) throw new RangeError(`${value} is no number`);
  const product = decimal.digits * factor;
  return decimal.scale <= 0
    ? product * 10n ** BigInt(-decimal.scale)
    : ceilDivide(product, 10n ** BigInt(decimal.scale));
}
