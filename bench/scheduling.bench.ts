import { writeFile } from 'node:fs/promises';
import { parseOptions } from './scheduling/options';
import type { ReplayOptions } from './scheduling/options';
import { batchSpeed, placingSpeed } from './scheduling/planning-speed';
import { replayTrace, traceNames } from './scheduling/run-judge';
import type { ReplayReport } from './scheduling/run-judge';
import { scoreTable } from './scheduling/score-table';

/** Replays the traces one after the other, since each keeps a core busy, and prints the table as it grows. */
async function replayAll(options: ReplayOptions): Promise<void> {
  const reports: ReplayReport[] = [];
  for (const name of await traceNames(options)) {
    console.error(`replaying ${name}`);
    reports.push(await replayTrace(options, name));
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(reports, null, 2)}\n`);
  }
  console.log(scoreTable(reports));
  if (reports.some(({ verdict }) => !verdict.valid)) process.exitCode = 1;
}

/** How fast the planner is, and what a judge of replays thinks of it. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  console.log(placingSpeed(1000));
  console.log(batchSpeed(100_000));
  if (options !== null) await replayAll(options);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
