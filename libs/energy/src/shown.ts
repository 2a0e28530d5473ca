const SHOWN_DIGITS = 6;
/** A product of two figures of six digits each has no more than these. */
const PRODUCT_DIGITS = 2 * SHOWN_DIGITS;

/** Rounds to the significant digits that are shown, so that what is shown is what was used. */
export const shown = (value: number): number => Number(value.toPrecision(SHOWN_DIGITS));

/** Product of two figures that are {@link shown}, exact in decimals where binary multiplication leaves a remainder. */
export const shownProduct = (a: number, b: number): number => Number((a * b).toPrecision(PRODUCT_DIGITS));
