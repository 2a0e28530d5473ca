import type { LotAmounts } from './lot';

/** Where grams of a lot can be. `ISSUED` is what stands against all others: the lot's issue, with a negative sign. */
const ACCOUNTS = ['ISSUED', 'AVAILABLE', 'RESERVED', 'RETIRED', 'CANCELLED', 'EXPIRED', 'REVERSED'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** From where to where each kind of entry moves grams. */
const MOVES = {
  PURCHASE: ['ISSUED', 'AVAILABLE'],
  RESERVE: ['AVAILABLE', 'RESERVED'],
  RELEASE: ['RESERVED', 'AVAILABLE'],
  RETIRE: ['AVAILABLE', 'RETIRED'],
  CANCEL: ['AVAILABLE', 'CANCELLED'],
  EXPIRE: ['AVAILABLE', 'EXPIRED'],
  REVERSE: ['RETIRED', 'REVERSED'],
} as const satisfies Record<string, readonly [Account, Account]>;
export type EntryKind = keyof typeof MOVES;
export const ENTRY_KINDS = Object.keys(MOVES) as EntryKind[];

/** One side of an entry. */
export interface Posting {
  readonly lotId: string;
  readonly account: Account;
  readonly deltaG: bigint;
}

const FIELD: Record<Account, keyof LotAmounts> = {
  ISSUED: 'issuedG',
  AVAILABLE: 'availableG',
  RESERVED: 'reservedG',
  RETIRED: 'retiredG',
  CANCELLED: 'cancelledG',
  EXPIRED: 'expiredG',
  REVERSED: 'reversedG',
};

export const NOTHING: LotAmounts = {
  ...{ issuedG: 0n, availableG: 0n, reservedG: 0n, retiredG: 0n },
  ...{ cancelledG: 0n, expiredG: 0n, reversedG: 0n },
};

/** Both sides of moving grams of a lot. @throws RangeError unless `grams` is more than 0 */
export function postingsOf(kind: EntryKind, lotId: string, grams: bigint): Posting[] {
  if (grams <= 0n) throw new RangeError(`an entry moves more than ${grams} g`);
  const [from, to] = MOVES[kind];
  return [
    { lotId, account: from, deltaG: -grams },
    { lotId, account: to, deltaG: grams },
  ];
}

/**
 * The amounts of a lot after postings.
 * @throws RangeError if the postings do not sum to 0, or if an account would fall below 0
 */
export function applyPostings(amounts: LotAmounts, postings: readonly Posting[]): LotAmounts {
  const after = { ...amounts } as Record<keyof LotAmounts, bigint>;
  let sum = 0n;
  for (const { account, deltaG } of postings) {
    sum += deltaG;
    after[FIELD[account]] += account === 'ISSUED' ? -deltaG : deltaG;
  }
  if (sum !== 0n) throw new RangeError(`postings sum to ${sum} g`);
  const short = ACCOUNTS.find((account) => after[FIELD[account]] < 0n);
  if (short !== undefined) throw new RangeError(`${short} would be ${after[FIELD[short]]} g`);
  return after;
}
