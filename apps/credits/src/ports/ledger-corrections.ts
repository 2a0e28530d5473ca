/** A retirement that is to count no longer. */
export interface NewReversal {
  readonly organizationId: string;
  readonly retirementId: string;
  readonly reason: string;
  readonly requestId: string | null;
}

/** A reversal in the books. */
export interface Reversal {
  readonly reversedG: bigint;
  readonly reason: string;
  readonly reversedAtMs: number;
  /** False where it was reversed before; reason and time are those of then. */
  readonly isNew: boolean;
}

/** Entries that no buyer asks for. */
export interface LedgerCorrections {
  /** Organisations with lots whose time has passed, by the clock of the database. */
  organizationsToExpire(): Promise<string[]>;
  /** Moves what is left in such lots, some at a time. @returns how many lots that were */
  expire(organizationId: string): Promise<number>;
  /** Null where the organisation has no such retirement. */
  reverse(reversal: NewReversal): Promise<Reversal | null>;
}
