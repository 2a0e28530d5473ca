/** The double next to a positive one: one bit pattern up or down. */
function neighbour(value: number, steps: bigint): number {
  const bits = new BigInt64Array(new Float64Array([value]).buffer);
  bits[0] = (bits[0] ?? 0n) + steps;
  return new Float64Array(bits.buffer)[0] ?? NaN;
}

/** The largest JSON number that does not exceed `grams` (0 or more): exact up to 9 Gt (2^53 g), never more than is there. */
export function jsonAtMost(grams: bigint): number {
  let value = Number(grams);
  while (BigInt(value) > grams) value = neighbour(value, -1n);
  return value;
}

/** The smallest JSON number that is not below `grams` (0 or more): exact up to 9 Gt (2^53 g), never less than was emitted. */
export function jsonAtLeast(grams: bigint): number {
  let value = Number(grams);
  while (BigInt(value) < grams) value = neighbour(value, 1n);
  return value;
}
