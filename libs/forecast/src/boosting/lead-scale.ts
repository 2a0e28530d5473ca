import { at } from '../rolling-errors';

/** Errors of neighbouring leads are alike; taken together they are steadier. */
const NEIGHBOUR_LEADS = 3;
/** A base that errs less is right, and has nothing to be corrected. */
const SMALLEST_SCALE = 1e-9;

/**
 * Mean absolute residual at each lead. Residuals grow with the lead, and trees grown on them as they are would follow the
 * far hours only; in units of this scale all leads count alike. A lead without rows takes the scale of the one before.
 */
export function leadScale(residuals: Float64Array, leads: Int16Array, leadCount: number): Float64Array {
  const sums = new Float64Array(leadCount);
  const counts = new Float64Array(leadCount);
  residuals.forEach((residual, row) => {
    const lead = leads[row] ?? 0;
    sums[lead] = at(sums, lead) + Math.abs(residual);
    counts[lead] = at(counts, lead) + 1;
  });
  const scale = new Float64Array(leadCount);
  for (let lead = 0; lead < leadCount; lead++) {
    const near = [Math.max(0, lead - NEIGHBOUR_LEADS), lead + NEIGHBOUR_LEADS + 1] as const;
    const count = total(counts.subarray(...near));
    const mean = count === 0 ? at(scale, Math.max(0, lead - 1)) : total(sums.subarray(...near)) / count;
    scale[lead] = Math.max(mean, SMALLEST_SCALE);
  }
  return scale;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
