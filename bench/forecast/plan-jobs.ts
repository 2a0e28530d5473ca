import { readGridFile } from './grid-file';
import type { GridFile } from './grid-file';
import { gridHistoryOf } from './grid-history';
import type { BenchOptions, DataOptions } from './options';
import { PERIOD_NAMES, parsePeriod, whyOutside } from './period';
import type { ZoneJob } from './score-zone';
import { findZoneFiles } from './zone-files';

/** Files by zone, each looked into before anything is trained. @throws Error for a bad file or a zone that has none. */
export async function readZones({ data, zones }: DataOptions): Promise<Map<string, GridFile>> {
  const grids = new Map<string, GridFile>();
  for (const { zone, file } of await findZoneFiles(data, zones)) {
    grids.set(zone, await readGridFile(file));
  }
  return grids;
}

/** What a user should know of the files before the figures. */
export const notesOn = (grids: ReadonlyMap<string, GridFile>): string[] =>
  [...grids.values()].flatMap(({ file, missingLineCount }) =>
    missingLineCount === 0 ? [] : [`${file}: ${missingLineCount} hours have no line and count as unknown`],
  );

/** What is to be run, and what is left out and why. */
interface Plan {
  readonly jobs: ZoneJob[];
  readonly leftOut: string[];
}

export type RunOptions = Pick<BenchOptions, 'period' | 'weather' | 'factors' | 'model' | 'intraday'>;

/** One job for each zone and period that its hours reach. @throws Error for a file without the intensity asked for. */
export function planJobs(grids: ReadonlyMap<string, GridFile>, options: RunOptions): Plan {
  const periods = options.period === undefined ? PERIOD_NAMES.map(parsePeriod) : [options.period];
  const { weather, model, factors: basis, intraday: isIntraday } = options;
  for (const grid of grids.values()) gridHistoryOf(grid, basis, weather);
  const leftOut: string[] = [];
  const jobs = periods.flatMap((period) =>
    [...grids].flatMap(([zone, { file, startMs, hourCount }]): ZoneJob[] => {
      const why = whyOutside(period, startMs, hourCount);
      if (why === null) return [{ file, zone, model, period, basis, weather, isIntraday }];
      leftOut.push(`${zone} is left out: ${why}`);
      return [];
    }),
  );
  return { jobs, leftOut };
}
