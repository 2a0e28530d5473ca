import { openSchemaAsItIs } from '@ecobe/persistence';
import { requireBooks } from './adapters/books-version';
import type { ChainHead } from './adapters/chain-verifier';
import { CREDITS_SCHEMA } from './adapters/credits-schema';
import { verifyLedger } from './adapters/ledger-verifier';
import type { LedgerVerdict } from './adapters/ledger-verifier';

/**
 * Verifies the books of a database, without the service and without changing anything.
 * @param knownHeads of earlier verdicts, which must still be in the chains
 * @throws Error where there are no books of this version
 */
export async function verifyLedgerOf(
  databaseUrl: string,
  knownHeads: readonly ChainHead[] = [],
): Promise<LedgerVerdict> {
  const source = await openSchemaAsItIs(CREDITS_SCHEMA, databaseUrl);
  try {
    await requireBooks(source);
    return await verifyLedger(source, knownHeads);
  } finally {
    await source.destroy();
  }
}
