import { toIso } from '@ecobe/carbon';
import type { WorkloadRequest } from '@ecobe/contracts';
import { GridOfSpec, NOW_MS } from '../ports/routing.fixture';
import { OutlookBook } from './outlook-book';

const HOURS = 48;
export const hoursFromNow = (hours: number): string => toIso(NOW_MS + hours * 3_600_000);

/** 48 hours of one value, with some hours (from the running one) otherwise. */
export const flat = (value: number, others: Record<number, number> = {}): number[] =>
  Array.from({ length: HOURS }, (_, hour) => others[hour] ?? value);

/** Germany dirty, but for three hours at night; France clean, and cleanest in its fourth hour. Now is 12:20. */
export const twoGrids = (): GridOfSpec =>
  new GridOfSpec()
    .knows('DE', 400)
    .knows('FR', 60)
    .expects('DE', flat(400, { 10: 200, 11: 200, 12: 200 }))
    .expects('FR', flat(60, { 4: 20 }));

export const bookOf = (grid: GridOfSpec): OutlookBook => new OutlookBook(grid);

/** Two hours at 3 kW, at home in Germany, due in a day. */
export const workload = (change: Partial<WorkloadRequest> = {}): WorkloadRequest => ({
  durationHours: 2,
  powerKw: 3,
  homeRegion: 'DE',
  deadline: hoursFromNow(24),
  ...change,
});
