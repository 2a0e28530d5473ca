/**
 * A rule that says the hours from index `origin` on from the hours before it, all on the log scale of
 * {@link toLogScale}. It fills `out` and returns true, or returns false where it knows too little.
 */
export type PointRule = (logs: Float64Array, origin: number, out: Float64Array) => boolean;

/** log(1 + x): multiplicative for real intensities, and finite at the real zeros of a carbon-free hour. */
export const toLogScale = (values: Float64Array): Float64Array => values.map((value) => Math.log1p(value));

/** Inverse of {@link toLogScale}, never below zero. gCO2eq/kWh */
export const fromLogScale = (log: number): number => Math.max(0, Math.expm1(log));

export interface RollingOrigins {
  /** Index of the first origin. */
  readonly first: number;
  /** Hours from one origin to the next. */
  readonly step: number;
  readonly horizonHours: number;
}

/** `errors[lead]` = actual minus predicted at every rolling origin before the end of `logs`, where both are known. */
export function rollingErrors(rule: PointRule, logs: Float64Array, origins: RollingOrigins): number[][] {
  const errors: number[][] = Array.from({ length: origins.horizonHours }, () => []);
  const predicted = new Float64Array(origins.horizonHours);
  for (let origin = origins.first; origin < logs.length; origin += origins.step) {
    if (!rule(logs, origin, predicted)) continue;
    const leads = Math.min(origins.horizonHours, logs.length - origin);
    for (let lead = 0; lead < leads; lead++) {
      const error = at(logs, origin + lead) - at(predicted, lead);
      if (!Number.isNaN(error)) errors[lead]?.push(error);
    }
  }
  return errors;
}

/** Mean absolute error over all leads, or null where there is none. */
export function meanAbsoluteError(errors: number[][]): number | null {
  let sum = 0;
  let count = 0;
  for (const ofLead of errors) {
    for (const error of ofLead) sum += Math.abs(error);
    count += ofLead.length;
  }
  return count === 0 ? null : sum / count;
}

/** The value at an index; NaN, which means unknown, outside of the array. */
export const at = (values: Float64Array, index: number): number => values[index] ?? NaN;
