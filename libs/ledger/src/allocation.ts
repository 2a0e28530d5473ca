import type { RetirementItem } from './retirement';

/** A lot that could be retired. */
export interface AllocatableLot {
  readonly id: string;
  readonly availableG: bigint;
  readonly expiresAtMs: number | null;
  /** ISO date; null: not told. */
  readonly vintageStart: string | null;
}

export interface Allocation {
  readonly items: readonly (RetirementItem & { readonly grams: bigint })[];
  /** Grams that no lot was left for. */
  readonly shortfallG: bigint;
}

/** After every date: who tells none waits longest. */
const LAST = '~';

const compare = <Value>(a: Value, b: Value): number => (a < b ? -1 : Number(a > b));

/** Earliest expiry first, then oldest vintage, then id. */
const byUse = (a: AllocatableLot, b: AllocatableLot): number =>
  compare(a.expiresAtMs ?? Infinity, b.expiresAtMs ?? Infinity) ||
  compare(a.vintageStart ?? LAST, b.vintageStart ?? LAST) ||
  compare(a.id, b.id);

/** Takes exactly `needG` from lots in order of their use, of the last one only what is still needed. */
export function allocate(lots: readonly AllocatableLot[], needG: bigint): Allocation {
  let left = needG;
  const items: { lotId: string; grams: bigint }[] = [];
  for (const { id, availableG } of [...lots].sort(byUse)) {
    if (left <= 0n) break;
    const grams = availableG < left ? availableG : left;
    if (grams <= 0n) continue;
    items.push({ lotId: id, grams });
    left -= grams;
  }
  return { items, shortfallG: left > 0n ? left : 0n };
}
