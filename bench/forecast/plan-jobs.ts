import { readGridFile } from './grid-file';
import type { GridFile } from './grid-file';
import { gridHistoryOf } from './grid-history';
import type { BenchOptions } from './options';
import { PERIOD_NAMES, parsePeriod, whyOutside } from './period';
import type { ZoneJob } from './score-zone';
import { findZoneFiles } from './zone-files';

/** What is to be run, and what is left out and why. */
interface Plan {
  readonly jobs: ZoneJob[];
  readonly notes: string[];
}

/** Looks into all files before anything is trained. @throws Error for a bad file, or if nothing can be run. */
export async function planJobs(options: BenchOptions): Promise<Plan> {
  const files = await findZoneFiles(options.data, options.zones);
  const periods = options.period === undefined ? PERIOD_NAMES.map(parsePeriod) : [options.period];
  const { weather, model, factors: basis, intraday: isIntraday } = options;
  const grids = new Map<string, GridFile>();
  const notes: string[] = [];
  for (const { zone, file } of files) {
    const grid = await readGridFile(file);
    gridHistoryOf(grid, basis, weather);
    grids.set(zone, grid);
    if (grid.missingLineCount > 0)
      notes.push(`${file}: ${grid.missingLineCount} hours have no line and count as unknown`);
  }
  const left: string[] = [];
  const jobs = periods.flatMap((period) =>
    [...grids].flatMap(([zone, { file, startMs, hourCount }]): ZoneJob[] => {
      const why = whyOutside(period, startMs, hourCount);
      if (why === null) return [{ file, zone, model, period, basis, weather, isIntraday }];
      left.push(`${zone} is left out: ${why}`);
      return [];
    }),
  );
  if (jobs.length === 0) throw new Error(['no zone can be tested', ...left].join('\n  '));
  if (options.period !== undefined) notes.push(...left);
  return { jobs, notes };
}
