/**
 * Shares a whole out by weights so that the parts sum to it exactly: each gets its share rounded down, and what is left goes
 * by one to those that lost most by rounding, the earlier first (largest remainder).
 * @param total 0 or more @param weights 0 or more each, at least one more than 0
 * @throws RangeError otherwise
 */
export function splitByWeight(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((whole, weight) => whole + weight, 0n);
  if (total < 0n || sum <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError(`${total} cannot be split by ${weights.join(', ')}`);
  }
  const parts = weights.map((weight) => (total * weight) / sum);
  const left = Number(parts.reduce((rest, part) => rest - part, total));
  const lost = weights.map((weight, index) => ({ index, remainder: (total * weight) % sum }));
  lost.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of lost.slice(0, left)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}
