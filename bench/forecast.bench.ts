import { writeFile } from 'node:fs/promises';
import { notesOn, planJobs, readZones } from './forecast/plan-jobs';
import { measureIssueSpeed } from './forecast/issue-speed';
import { parseOptions } from './forecast/options';
import type { BenchOptions } from './forecast/options';
import { jobProgress } from './forecast/progress';
import { runJobs } from './forecast/run-jobs';
import type { ZoneReport } from './forecast/score-zone';
import { jsonOf, periodsOf, speedText, textOf } from './forecast/report';

/** Zones that are trained to measure how fast many are issued. */
const SPEED_ZONES = 2;

/** The protocol on the product's own training, serving and scoring code; see docs/forecast-skill.md. */
async function main(options: BenchOptions): Promise<void> {
  const grids = await readZones(options);
  const { jobs, leftOut } = planJobs(grids, options);
  if (jobs.length === 0) throw new Error(['no zone can be tested', ...leftOut].join('\n  '));
  // Without a wish for a period, those that a file does not reach are nothing to mention.
  for (const note of [...notesOn(grids), ...(options.period === undefined ? [] : leftOut)])
    console.error(note);
  const progress = jobProgress(jobs.length, process.stderr);
  let reports: ZoneReport[];
  try {
    reports = await runJobs(jobs, options.lanes, (done, { zone, model }) => {
      progress.show(done, `${zone} ${model}`);
    });
  } finally {
    progress.end();
  }
  const periods = periodsOf(reports);
  console.log(textOf(periods, options));
  if (options.speed) console.log(speedText(await measureIssueSpeed(jobs.slice(0, SPEED_ZONES))));
  if (options.json !== undefined)
    await writeFile(options.json, `${JSON.stringify(jsonOf(periods), null, 2)}\n`);
}

main(parseOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
