/** Fewer errors than this at a lead say nothing of its spread. */
export const MIN_ERRORS_PER_LEAD = 6;

/**
 * Quantiles of past errors for each lead. Beyond the longest lead with enough errors (short histories) the last good
 * quantile is widened by the square root of the leads' ratio: the growth of a random walk, which is an upper bound for
 * a series that returns to its daily profile.
 * @returns `[levelIndex][lead]`, or null where not even the first lead has {@link MIN_ERRORS_PER_LEAD} errors.
 */
export function errorQuantiles(errors: number[][], levels: readonly number[]): Float64Array[] | null {
  const curves = levels.map(() => new Float64Array(errors.length));
  let lastGoodLead = -1;
  for (const [lead, ofLead] of errors.entries()) {
    const isGood = ofLead.length >= MIN_ERRORS_PER_LEAD;
    if (isGood) lastGoodLead = lead;
    else if (lastGoodLead < 0) return null;
    const sorted = isGood ? Float64Array.from(ofLead).sort() : null;
    const widening = Math.sqrt((lead + 1) / (lastGoodLead + 1));
    for (const [i, level] of levels.entries()) {
      const curve = curves[i];
      if (curve === undefined) continue;
      curve[lead] = sorted === null ? (curve[lastGoodLead] ?? 0) * widening : quantileOfSorted(sorted, level);
    }
  }
  return curves;
}

/** Errors of origins within one day repeat each other; a day of them is one independent sample. */
const ERRORS_PER_SAMPLE = 24;

/**
 * The quantile that a NEW error stays below with probability `level`: for n independent samples that is the order
 * statistic number level x (n + 1), farther out than the sample's own quantile, and the farthest error when n is small.
 * Linear between the sorted errors.
 * @param days independent samples among the errors, where they are not one an hour
 */
export function quantileOfSorted(
  sorted: Float64Array,
  level: number,
  days = sorted.length / ERRORS_PER_SAMPLE,
): number {
  const samples = Math.max(2, days);
  const share = Math.min(1, Math.max(0, (level * (samples + 1) - 1) / (samples - 1)));
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const lower = sorted[below] ?? NaN;
  const upper = sorted[Math.min(below + 1, sorted.length - 1)] ?? NaN;
  return lower + (position - below) * (upper - lower);
}
