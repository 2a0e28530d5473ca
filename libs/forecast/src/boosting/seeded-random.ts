const { imul } = Math;

/** Uniform numbers in [0, 1) that are the same on every run and machine (mulberry32, a public-domain generator). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fills `out` with the numbers below `count` that the draw takes, ascending, and says how many; never none. */
export function drawShare(count: number, share: number, random: () => number, out: Int32Array): number {
  let drawn = 0;
  for (let i = 0; i < count; i++) {
    if (share < 1 && random() >= share) continue;
    out[drawn] = i;
    drawn += 1;
  }
  if (drawn > 0 || count === 0) return drawn;
  out[0] = Math.floor(random() * count);
  return 1;
}
