import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { prepare } from './steps/prepare.mjs';
import { run, tool } from './steps/run.mjs';
import { say } from './steps/terminal.mjs';
import { summaryOf } from './steps/test-summary.mjs';

const MOST_WORKERS = 4;
/** One more than there are cores: specs that start processes wait for them much of the time. More would only crowd them. */
const WORKERS = Math.min(os.availableParallelism() + 1, MOST_WORKERS);

await prepare();
const folder = await mkdtemp(path.join(os.tmpdir(), 'ecobe-tests-'));
try {
  const results = path.join(folder, 'results.json');
  // Stores for the specs that need them come with the global setup in jest.config.js.
  const args = [
    `--maxWorkers=${WORKERS}`,
    '--ignoreProjects=chaos',
    '--json',
    `--outputFile=${results}`,
    ...process.argv.slice(2),
  ];
  const { code } = await run(process.execPath, [tool('jest/bin/jest.js'), ...args], { inherit: true });
  const summary = summaryOf(await readFile(results, 'utf8').catch(() => ''), code);
  say(summary.line);
  process.exitCode = summary.exitCode;
} finally {
  await rm(folder, { recursive: true });
}
