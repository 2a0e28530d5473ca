import { acquireStores } from '@ecobe/embedded';
import { loadSettings } from '@ecobe/platform';
import { Command } from 'commander';
import { verifyLedgerOf } from '../../../credits/src/open-verifier';
import { keepHeads, keptHeads } from './kept-heads';
import { changeStatusCommands } from './change-status.commands';
import { reverseRetirement } from './reverse-retirement';
import type { ReverseOptions } from './reverse-retirement';
import { verdictLines } from './verdict-lines';

/** @returns exit code: 0 where every rule is kept, 1 where one is not or nothing could be read */
async function verify({ heads: file }: { heads?: string }): Promise<number> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ECOBE_HOME: home } = loadSettings();
  const onProgress = (line: string) => process.stderr.write(`${line}\n`);
  const stores = await acquireStores({ home, databaseUrl, redisUrl, onProgress });
  try {
    const known = file === undefined ? [] : await keptHeads(file);
    const verdict = await verifyLedgerOf(stores.databaseUrl, known);
    process.stdout.write(`${verdictLines(verdict).join('\n')}\n`);
    if (verdict.findings.length > 0) return 1;
    if (file !== undefined) await keepHeads(file, verdict.heads);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await stores.release();
  }
}

/** `ecobe ledger`: verify, which reads the database itself, and what operators may do to the books. */
export function ledgerCommand(): Command {
  const command = new Command('ledger')
    .description('the books of carbon credits')
    .addCommand(
      new Command('verify')
        .description('check every rule of the books and their audit chain; exit code 1 names what is wrong')
        .option(
          '--heads <file>',
          'keep the last block of each chain there, and find the blocks that were kept last time: only so a chain that was made anew is noticed',
        )
        .action(async (options: { heads?: string }) => {
          process.exitCode = await verify(options);
        }),
    )
    .addCommand(
      new Command('reverse')
        .description('let a retirement count no longer, by an entry of its own; for good')
        .argument('<retirementId>', 'as its answer showed it')
        .requiredOption('--organization <id>', 'whose it is')
        .requiredOption('--reason <text>', 'why it counts no longer')
        .action(async (retirementId: string, options: ReverseOptions) => {
          process.exitCode = await reverseRetirement(retirementId, options);
        }),
    );
  for (const one of changeStatusCommands()) command.addCommand(one);
  return command;
}
