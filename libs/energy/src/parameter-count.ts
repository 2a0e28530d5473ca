/** Share of n x p that is really there (attention is shared by the experts), and of that the share active per token. */
const MIXTURE_TOTAL_SHARE = 0.816;
const MIXTURE_ACTIVE_SHARE = 0.277;
const LARGEST_B = 20_000;
const MIXTURE_SOURCE =
  'read off the name; total 0.816 of experts x size and active 0.277 of that, the means of Mixtral 8x7B and 8x22B';

/**
 * True active parameters over the count in the name, 5th to 95th percentile of the 40 known models whose name carries a
 * plain one: most are within 4 %, but two are mixtures that the name does not give away.
 */
const PLAIN_SPAN = { low: 0.18, high: 1.22 };
/** Assumed: the two known mixtures that write `8x7b` gave the shares, so they cannot also test them. */
const MIXTURE_SPAN = { low: 0.8, high: 1.25 };

interface CountedParameters {
  readonly totalB: number;
  readonly activeB: number;
  readonly activeSpanB: readonly [number, number] | null;
  readonly source: string;
}

const spanAround = (activeB: number, { low, high }: typeof PLAIN_SPAN): [number, number] => [
  activeB * low,
  activeB * high,
];
const inBillions = (digits: string, unit: string): number => Number(digits) * (unit === 'm' ? 0.001 : 1);
const isPlausible = (billions: number): boolean => billions > 0 && billions <= LARGEST_B;

/**
 * Reads the parameter count that a model's name carries: `70b`, `500m`, `8x22b` (a mixture of experts), `235b-a22b`
 * (active parameters given). Null when it carries none. A bare count is taken as dense.
 */
export function parseParameterCount(name: string): CountedParameters | null {
  const text = name.toLowerCase();
  const mixture = /(?<![a-z0-9.])(\d{1,3})x(\d+(?:\.\d+)?)b(?![a-z0-9])/.exec(text);
  if (mixture !== null) {
    const totalB = Number(mixture[1]) * Number(mixture[2]) * MIXTURE_TOTAL_SHARE;
    const activeB = totalB * MIXTURE_ACTIVE_SHARE;
    const activeSpanB = spanAround(activeB, MIXTURE_SPAN);
    return isPlausible(totalB) ? { totalB, activeB, activeSpanB, source: MIXTURE_SOURCE } : null;
  }
  const plain = /(?<![a-z0-9.])(\d+(?:\.\d+)?)([bm])(?![a-z0-9])/.exec(text);
  if (plain === null) return null;
  const totalB = inBillions(plain[1] ?? '', plain[2] ?? '');
  const active = /-a(\d+(?:\.\d+)?)b(?![a-z0-9])/.exec(text);
  const activeB = active === null ? totalB : Number(active[1]);
  if (!isPlausible(totalB) || !isPlausible(activeB) || activeB > totalB) return null;
  if (active !== null) {
    return { totalB, activeB, activeSpanB: null, source: 'total and active read off the name' };
  }
  const activeSpanB = spanAround(activeB, PLAIN_SPAN);
  return { totalB, activeB, activeSpanB, source: 'read off the name; taken as dense' };
}
