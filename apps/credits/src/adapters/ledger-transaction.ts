import type { DataSource, EntityManager } from 'typeorm';
import { ledgerBusy } from '../credit/problems';
import { ChangedMeanwhileError } from '../ports/ledger-store';
import { isWorthAnotherTry, refusalOf } from './store-faults';

/** Whatever the server's own: what was answered survives its crash. How long may be waited stands in `CREDITS_SCHEMA`. */
const DURABLE = 'SET LOCAL synchronous_commit = on';

const TRIES = 5;

/**
 * A transaction on the books, tried again where chance of order or another transaction was in its way.
 * @throws ProblemError 503 `LEDGER_BUSY`, 409 `SERIAL_ALREADY_TRACKED`, `REGISTRY_RETIREMENT_TAKEN`, and what `work` throws
 */
export async function inLedgerTransaction<Result>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction('READ COMMITTED', async (manager) => {
        await manager.query(DURABLE);
        return work(manager);
      });
    } catch (error) {
      const isWorthIt = error instanceof ChangedMeanwhileError || isWorthAnotherTry(error);
      if (attempt < TRIES && isWorthIt) continue;
      throw error instanceof ChangedMeanwhileError ? ledgerBusy() : refusalOf(error);
    }
  }
}
