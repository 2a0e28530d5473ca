/** `dividend` / `divisor` rounded towards positive infinity; `divisor` is positive. */
export function ceilDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend > quotient * divisor ? quotient + 1n : quotient;
}

/** `dividend` / `divisor` rounded towards negative infinity; `divisor` is positive. */
export const floorDivide = (dividend: bigint, divisor: bigint): bigint => -ceilDivide(-dividend, divisor);
