import { acquireStores } from '@ecobe/embedded';
import { loadSettings } from '@ecobe/platform';
import { Command } from 'commander';
import { verifyLedgerOf } from '../../../credits/src/open-verifier';
import { verdictLines } from './verdict-lines';

/** @returns exit code: 0 where every rule is kept, 1 where one is not or nothing could be read */
async function verify(): Promise<number> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ECOBE_HOME: home } = loadSettings();
  const onProgress = (line: string) => process.stderr.write(`${line}\n`);
  const stores = await acquireStores({ home, databaseUrl, redisUrl, onProgress });
  try {
    const verdict = await verifyLedgerOf(stores.databaseUrl);
    process.stdout.write(`${verdictLines(verdict).join('\n')}\n`);
    return verdict.findings.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await stores.release();
  }
}

/** `ecobe ledger verify`: whether the credit books keep every rule; reads the database itself. */
export const ledgerCommand = (): Command =>
  new Command('ledger').description('the books of carbon credits').addCommand(
    new Command('verify')
      .description('check every rule of the books and their audit chain; exit code 1 names what is wrong')
      .action(async () => {
        process.exitCode = await verify();
      }),
  );
