import type { Answered, RetirementAnswer } from '@ecobe/contracts';
import type { Command, NewRetirement } from './ledger-store';
import type { StoredCredit } from './stored-credit';

/** A retirement that is asked for, with the command it comes by. */
export interface AskedRetirement {
  readonly command: Command;
  /** Real epoch ms after which nobody waits for its answer; undefined: no limit. */
  readonly deadlineMs?: number | undefined;
  /** Lots that it wants to take from. */
  readonly lotIds: readonly string[];
  /**
   * What leaves the lots, which are as those before it in the portion left them; pure.
   * @throws ProblemError where it cannot be: this one is refused then, the others are not
   */
  readonly decide: (lots: ReadonlyMap<string, StoredCredit>, nowMs: number) => DecidedRetirement;
}

export interface DecidedRetirement {
  readonly retirement: NewRetirement;
  readonly answer: RetirementAnswer;
}

export type RetirementOutcome =
  | { readonly kind: 'answered'; readonly answered: Answered<RetirementAnswer> }
  | { readonly kind: 'refused'; readonly reason: unknown };

/** Where retirements are written, many at a time. */
export interface RetirementBook {
  /**
   * Does all of them in one transaction, in their order, each for itself all or nothing, and each once under its key. All
   * are of one organisation and operation, and no two have the same key.
   * @returns an outcome for each @throws what went wrong for all of them; nothing is written then
   */
  retireAll(asked: readonly AskedRetirement[]): Promise<RetirementOutcome[]>;
  /** Whose lots these are, by id; unknown ones are left out. */
  holdersOf(creditIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
