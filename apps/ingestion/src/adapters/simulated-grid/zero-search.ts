const MOST_STEPS = 40;

/**
 * The zero of a rising function on `[least, most]`, or the nearer end where it has none: false position, with the weight of an
 * end that stays twice halved (the Illinois rule). Stops where the function is within `closeEnough` of 0.
 */
export function zeroOf(
  rising: (tried: number) => number,
  span: { least: number; most: number },
  closeEnough: number,
): number {
  let [from, to] = [span.least, span.most];
  let [below, above] = [rising(from), rising(to)];
  if (below >= 0) return from;
  if (above <= 0) return to;
  let tried = from;
  let moved: 'from' | 'to' | undefined;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    tried = (from * above - to * below) / (above - below);
    const value = rising(tried);
    if (Math.abs(value) <= closeEnough) return tried;
    if (value < 0) {
      if (moved === 'from') above /= 2;
      [from, below, moved] = [tried, value, 'from'];
    } else {
      if (moved === 'to') below /= 2;
      [to, above, moved] = [tried, value, 'to'];
    }
  }
  return tried;
}
