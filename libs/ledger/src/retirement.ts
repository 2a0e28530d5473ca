import { lotStatus } from './lot';
import type { Lot, LotAmounts, LotStatus } from './lot';
import { applyPostings, postingsOf } from './posting';
import { serialsOfPart } from './serials';
import type { SerialRange } from './serials';

/** What is to leave a lot: so many grams, or (null) all that is available. */
export interface RetirementItem {
  readonly lotId: string;
  readonly grams: bigint | null;
}

/** What leaves a lot, and what is left in it. */
export interface RetirementLine {
  readonly lotId: string;
  readonly grams: bigint;
  readonly serials: SerialRange | null;
  readonly after: LotAmounts;
}

/** A lot of which not as much can be retired as was asked. */
export interface Unretirable {
  readonly lotId: string;
  readonly status: LotStatus;
  readonly availableG: bigint;
  readonly askedG: bigint | null;
}

export type RetirementPlan =
  | { readonly kind: 'lines'; readonly lines: readonly RetirementLine[] }
  /** `isShortOnly`: each of them had a grammed request that nothing but the amount stands against. */
  | {
      readonly kind: 'refused';
      readonly unretirable: readonly Unretirable[];
      readonly isShortOnly: boolean;
    };

/** Grams that have left a lot for good: they took the first of its serials. */
const goneG = ({ issuedG, availableG, reservedG }: LotAmounts): bigint => issuedG - availableG - reservedG;

function lineOf(lot: Lot, grams: bigint): RetirementLine {
  const after = applyPostings(lot, postingsOf('RETIRE', lot.id, grams));
  const serials = lot.serials === null ? null : serialsOfPart(lot.serials, goneG(lot), grams);
  return { lotId: lot.id, grams, serials, after };
}

/** All items or none: what leaves each lot, or which lots stand against it. */
export function planRetirement(
  lots: ReadonlyMap<string, Lot>,
  items: readonly RetirementItem[],
  nowMs: number,
): RetirementPlan {
  const lines: RetirementLine[] = [];
  const unretirable: Unretirable[] = [];
  for (const { lotId, grams: askedG } of items) {
    const lot = lots.get(lotId);
    if (lot === undefined) throw new RangeError(`lot ${lotId} was not read`);
    const status = lotStatus(lot, nowMs);
    const grams = askedG ?? lot.availableG;
    if (status === 'ACTIVE' && grams > 0n && grams <= lot.availableG) lines.push(lineOf(lot, grams));
    else unretirable.push({ lotId, status, availableG: lot.availableG, askedG });
  }
  if (unretirable.length === 0) return { kind: 'lines', lines };
  const isShortOnly = unretirable.every(
    ({ status, askedG }) => askedG !== null && (status === 'ACTIVE' || status === 'RETIRED'),
  );
  return { kind: 'refused', unretirable, isShortOnly };
}
