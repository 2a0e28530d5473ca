import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeVersion } from './forecast/code-version';
import { measureIssueSpeed } from './forecast/issue-speed';
import { parseSkillOptions } from './forecast/options';
import { notesOn, planJobs, readZones } from './forecast/plan-jobs';
import { jobProgress } from './forecast/progress';
import { reportStore } from './forecast/report-store';
import { periodsOf, speedText } from './forecast/report';
import { runJobs } from './forecast/run-jobs';
import type { ZoneJob, ZoneReport } from './forecast/score-zone';
import { skillPage } from './forecast/skill-page';
import { runsOf, skillSections } from './forecast/skill-sections';

const ROOT = path.resolve(__dirname, '..');
const PAGE = path.join(ROOT, 'docs/forecast-skill.md');
/** Zones that are trained to measure how fast many are issued. */
const SPEED_ZONES = 2;

/** Runs all jobs that no earlier run of the same code has done. */
async function runAll(jobs: readonly ZoneJob[], key: string | null, lanes: number): Promise<ZoneReport[]> {
  const store = key === null ? null : reportStore(path.join(ROOT, '.ecobe/bench/forecast', key));
  const known = await Promise.all(jobs.map(async (job) => (await store?.find(job)) ?? null));
  const missing = jobs.filter((_, i) => known[i] === null);
  console.error(`${jobs.length} runs, ${jobs.length - missing.length} of them done before`);
  const progress = jobProgress(missing.length, process.stderr);
  const kept: Promise<void>[] = [];
  let doneCount = 0;
  try {
    const fresh = await runJobs(
      missing,
      lanes,
      (done, { zone, model }) => {
        progress.show(done, `${zone} ${model}`);
      },
      (report) => {
        doneCount += 1;
        if (!process.stderr.isTTY)
          console.error(
            `${doneCount}/${missing.length} ${report.job.model} ${report.job.zone} ${report.job.period.name}`,
          );
        if (store !== null) kept.push(store.keep(report));
      },
    );
    return known.map((report) => report ?? fresh.shift()).filter((report) => report !== undefined);
  } finally {
    progress.end();
    await Promise.all(kept);
  }
}

/** Writes docs/forecast-skill.md: all models, periods and weather modes. Takes an hour; an interrupted run goes on. */
async function main(): Promise<void> {
  const options = parseSkillOptions(process.argv.slice(2), PAGE);
  const grids = await readZones(options);
  for (const note of notesOn(grids)) console.error(note);
  const { commit, key } = await codeVersion();
  const planned = skillSections().map((section) => ({
    section,
    jobs: planJobs(grids, runsOf(section)).jobs,
  }));
  const reports = await runAll(
    planned.flatMap(({ jobs }) => jobs),
    key,
    options.lanes,
  );
  const runs = planned.flatMap(({ section, jobs }) =>
    periodsOf(reports.splice(0, jobs.length)).map((period) => ({ section, ...period })),
  );
  const speed = speedText(await measureIssueSpeed(planned.flatMap(({ jobs }) => jobs).slice(0, SPEED_ZONES)));
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(options.out, skillPage(runs, { day, commit, speed }));
  console.log(`${options.out} is written`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
