import { openSchema } from '@ecobe/persistence';
import { CREDITS_SCHEMA } from './adapters/credits-schema';
import { verifyLedger } from './adapters/ledger-verifier';
import type { LedgerVerdict } from './adapters/ledger-verifier';

/** Verifies the books of a database, without the service. */
export async function verifyLedgerOf(databaseUrl: string): Promise<LedgerVerdict> {
  const source = await openSchema(CREDITS_SCHEMA, databaseUrl);
  try {
    return await verifyLedger(source);
  } finally {
    await source.destroy();
  }
}
