import type { LedgerCorrections } from '../../ports/ledger-corrections';

/** Moves what is left in lots whose time has passed. They could not be retired any more already. */
export class ExpireCreditsUseCase {
  constructor(
    private readonly books: LedgerCorrections,
    /** Told of an organisation whose lots could not be moved now; the others go on. */
    private readonly onFault: (organizationId: string, error: unknown) => void,
  ) {}

  /** @returns how many lots expired */
  async execute(): Promise<number> {
    let count = 0;
    for (const organizationId of await this.books.organizationsToExpire()) {
      try {
        for (let some = await this.books.expire(organizationId); some > 0;) {
          count += some;
          some = await this.books.expire(organizationId);
        }
      } catch (error) {
        this.onFault(organizationId, error);
      }
    }
    return count;
  }
}
