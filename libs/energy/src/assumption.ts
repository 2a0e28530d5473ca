/** An input that the caller did not give, with what was taken in its place and why. */
export interface Assumption {
  /** Name of the input, as in the request where it has one. */
  readonly input: string;
  readonly value: number | string;
  readonly unit: string | null;
  readonly source: string;
}

/** Shorthand for one {@link Assumption}. */
export const assumed = (
  input: string,
  value: number | string,
  unit: string | null,
  source: string,
): Assumption => ({ input, value, unit, source });

/** The caller's input cannot be estimated; `field` is the request field at fault. */
export class EnergyInputError extends Error {
  override readonly name = 'EnergyInputError';

  constructor(
    readonly field: string,
    message: string,
    /** Known values that look like the one given, best first. */
    readonly nearest: readonly string[] = [],
  ) {
    super(message);
  }
}
