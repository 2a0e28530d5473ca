import { ensureDependencies, requireNode } from './steps/dependencies.mjs';
import { run, tool } from './steps/run.mjs';
import { elapsed, say } from './steps/terminal.mjs';

const CHECKS = [
  { name: 'types', file: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', file: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'] },
  { name: 'format', file: 'prettier/bin/prettier.cjs', args: ['--check', '.', '--log-level', 'warn'] },
  {
    name: 'walls',
    file: 'dependency-cruiser/bin/dependency-cruise.mjs',
    args: ['apps', 'libs', 'test', 'bench'],
  },
  { name: 'dead code', file: 'knip/bin/knip.js', args: ['--no-progress'] },
];
/** Two at a time, for machines with two cores; the longest are first. */
const LANES = 2;

requireNode();
await ensureDependencies();
const waiting = [...CHECKS];
let failed = 0;
const lane = async () => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const startedAtMs = Date.now();
    const { code, output } = await run(process.execPath, [tool(check.file), ...check.args]);
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name.padEnd(10)} ${elapsed(startedAtMs)}`);
    if (code === 0) continue;
    failed += 1;
    say(output.trimEnd());
  }
};
await Promise.all(Array.from({ length: LANES }, lane));
say(`${CHECKS.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
