import type { SerialRange } from './serials';

/** Grams of one lot by where they are. What was issued is the sum of the rest. */
export interface LotAmounts {
  readonly issuedG: bigint;
  readonly availableG: bigint;
  readonly reservedG: bigint;
  readonly retiredG: bigint;
  readonly cancelledG: bigint;
  readonly expiredG: bigint;
  readonly reversedG: bigint;
}

/** Why nothing may leave a lot for now: not delivered yet, or disputed. */
export const HOLDS = ['PENDING', 'SUSPENDED'] as const;
export type Hold = (typeof HOLDS)[number];

export const LOT_STATUSES = [
  'PENDING',
  'ACTIVE',
  'SUSPENDED',
  'RETIRED',
  'EXPIRED',
  'CANCELLED',
  'REVERSED',
] as const;
export type LotStatus = (typeof LOT_STATUSES)[number];

/** Credits that were bought together. */
export interface Lot extends LotAmounts {
  readonly id: string;
  readonly hold: Hold | null;
  /** Epoch ms from which on nothing may leave it; null: never. */
  readonly expiresAtMs: number | null;
  /** Serials of its tonnes, one each, where they could be read as a range. */
  readonly serials: SerialRange | null;
}

/**
 * The status of a lot, which is stored nowhere: while grams are left it is ACTIVE, held or expired; else what became of
 * them, and of several things the first of EXPIRED, CANCELLED, RETIRED, REVERSED. So it is EXPIRED from the moment at which
 * something was left, and stays so whether that was posted yet or not.
 */
export function lotStatus(lot: Omit<Lot, 'id' | 'serials'>, nowMs: number): LotStatus {
  if (lot.availableG + lot.reservedG > 0n) {
    if (lot.hold !== null) return lot.hold;
    return lot.expiresAtMs !== null && lot.expiresAtMs <= nowMs ? 'EXPIRED' : 'ACTIVE';
  }
  if (lot.expiredG > 0n) return 'EXPIRED';
  if (lot.cancelledG > 0n) return 'CANCELLED';
  return lot.retiredG > 0n ? 'RETIRED' : 'REVERSED';
}

/** Price of what is still available, cents, of the price of the whole lot; parts of a cent are left out. */
export const remainingCents = (
  priceCents: bigint,
  { availableG, issuedG }: Pick<LotAmounts, 'availableG' | 'issuedG'>,
): bigint => (priceCents * availableG) / issuedG;
