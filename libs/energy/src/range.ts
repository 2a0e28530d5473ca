/** A value with the span in which the truth is believed to lie (about 90 %), all in the unit of `mid`. */
export interface Range {
  readonly low: number;
  readonly mid: number;
  readonly high: number;
}

/** One independent source of uncertainty, as the factors that it may put on the mid value (`low` < 1 < `high`). */
export interface Spread {
  readonly cause: string;
  readonly low: number;
  readonly high: number;
}

/**
 * The factor k of the span [mid / k, mid x k]: each cause counts with half the width of its span in logarithms, and
 * independent causes add as the root of the sum of squares. Stacking the extremes instead would claim that everything
 * goes wrong the same way at once.
 */
export function spanFactor(spreads: readonly Spread[]): number {
  const squares = spreads.map(({ low, high }) => (Math.log(high / low) / 2) ** 2);
  return Math.exp(Math.sqrt(squares.reduce((sum, square) => sum + square, 0)));
}

/** The span around `mid` that independent causes leave open; same unit as `mid`. */
export function rangeAround(mid: number, spreads: readonly Spread[]): Range {
  const factor = spanFactor(spreads);
  return { low: mid / factor, mid, high: mid * factor };
}

/** A cause that acts on a part of the whole only: its factors are diluted by that part's share (0..1). */
export const onPart = (spread: Spread, share: number): Spread => ({
  cause: spread.cause,
  low: 1 - share * (1 - spread.low),
  high: 1 + share * (spread.high - 1),
});
