const { floor, imul, sqrt } = Math;

/** 32-bit mixing of an integer: neighbouring inputs give unrelated outputs. */
function mixed(value: number): number {
  let h = value | 0;
  h = imul(h ^ (h >>> 16), 0x21f0aaad);
  h = imul(h ^ (h >>> 15), 0x735a2d97);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A seed from a text, the same on every machine. */
export function seedOf(text: string): number {
  let seed = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) seed = mixed(seed ^ text.charCodeAt(index)) + index;
  return mixed(seed);
}

/** Nearly normal (mean 0, variance 1) value of a lattice point: the sum of four uniform bytes. */
function latticeValue(seed: number, index: number): number {
  const h = mixed(seed ^ mixed(index + 0x2545f491));
  const sum = (h & 255) + ((h >>> 8) & 255) + ((h >>> 16) & 255) + (h >>> 24);
  return (sum - 510) * LATTICE_SCALE;
}
/** Four bytes uniform over 0..255 have the variance 4 (256^2 - 1) / 12. */
const LATTICE_SCALE = 1 / sqrt((4 * (256 ** 2 - 1)) / 12);

/**
 * Smooth noise with mean 0 and variance 1 whose values are related over about `scaleHours`: hashed lattice points joined
 * by a smooth weight. Any hour is computed on its own, so a window never changes a value.
 */
export function smoothNoise(seed: number, hour: number, scaleHours: number): number {
  const position = hour / scaleHours;
  const index = floor(position);
  const along = position - index;
  const after = along * along * (3 - 2 * along);
  const before = 1 - after;
  const joined = before * latticeValue(seed, index) + after * latticeValue(seed, index + 1);
  return joined / sqrt(before * before + after * after);
}
