import { CRITERIA } from './criterion';
import type { Criterion, Weights } from './criterion';

/** Scores, weights and contributions are whole millionths, so that what is shown sums exactly. */
export const MILLIONTHS = 1_000_000;

/**
 * Weights as whole millionths that sum to exactly one million: each is rounded down, and what is left goes to those with
 * the largest remainders.
 * @throws RangeError unless all are finite and >= 0 and one is above 0.
 */
export function weightsInMillionths(weights: Weights): Record<Criterion, number> {
  const largest = Math.max(...CRITERIA.map((criterion) => weights[criterion]));
  if (CRITERIA.some((criterion) => !(weights[criterion] >= 0)) || !(largest > 0) || largest === Infinity) {
    throw new RangeError('weights are finite, not negative and not all 0');
  }
  // Scaled by the largest first: a sum of huge weights would overflow.
  const sum = CRITERIA.reduce((total, criterion) => total + weights[criterion] / largest, 0);
  const exact = CRITERIA.map((criterion) => ({
    criterion,
    value: (weights[criterion] / largest / sum) * MILLIONTHS,
  }));
  const missing = MILLIONTHS - exact.reduce((total, { value }) => total + Math.floor(value), 0);
  const byRemainder = exact.toSorted((a, b) => (b.value % 1) - (a.value % 1));
  const shares = byRemainder.map(({ criterion, value }, index): [Criterion, number] => [
    criterion,
    Math.floor(value) + (index < missing ? 1 : 0),
  ]);
  return Object.fromEntries(shares) as Record<Criterion, number>;
}
