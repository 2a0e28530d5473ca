import type { IssueSpeed } from './issue-speed';
import type { BenchOptions } from './options';
import type { ZoneReport } from './score-zone';
import { figuresOf, meanFigures } from './summary';
import type { Figures } from './summary';
import { tableOf } from './table';

export interface PeriodReport {
  readonly period: string;
  readonly reports: readonly ZoneReport[];
  readonly zones: Readonly<Record<string, Figures>>;
  readonly mean: Figures;
}

/** Reports by period, in the order in which they come. */
export function periodsOf(reports: readonly ZoneReport[]): PeriodReport[] {
  const names = [...new Set(reports.map(({ job }) => job.period.name))];
  return names.map((period) => {
    const own = reports.filter(({ job }) => job.period.name === period);
    const zones = Object.fromEntries(own.map((report) => [report.job.zone, figuresOf(report)]));
    return { period, reports: own, zones, mean: meanFigures(Object.values(zones)) };
  });
}

/** Tables for people, with what has to be known beside the figures. */
export function textOf(periods: readonly PeriodReport[], options: BenchOptions): string {
  return periods
    .map(({ period, reports, zones, mean }) => {
      const issued = options.intraday ? '00, 06, 12, 18 UTC, 48 h' : '00 UTC, 96 h';
      const origins = Math.max(...reports.map(({ originCount }) => originCount));
      const head = `${options.model}, ${period}, weather ${options.weather}, ${options.factors} factors, issued ${issued}, ${origins} origins`;
      const rows = [...Object.entries(zones), ['mean', mean] as const];
      return [head, tableOf(rows, options.intraday ? 2 : 4), ...reports.flatMap(remarksOf)].join('\n');
    })
    .join('\n\n');
}

function remarksOf({ job, training, fallbackCount, originCount }: ZoneReport): string[] {
  const refused = training.refusal === null ? [] : [`${job.zone}: not trained: ${training.refusal}`];
  if (fallbackCount === 0) return refused;
  return [...refused, `${job.zone}: a simpler model spoke at ${fallbackCount} of ${originCount} origins`];
}

/** How fast many zones are issued, in a sentence. */
export function speedText(speed: IssueSpeed | null): string {
  if (speed === null) return 'The model learns nothing here: no issue of many zones was measured.';
  const { zoneCount, threadCount, cold, warm } = speed;
  const told = ({ seconds, cpuSeconds }: typeof cold) =>
    `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU`;
  return `${zoneCount} zones issued for 96 h on ${threadCount} threads: first round after a start ${told(cold)}; each later one ${told(warm)}`;
}

/** Zones and mean of the first period, and all periods by name. */
export function jsonOf(periods: readonly PeriodReport[]): object {
  const [first] = periods;
  const byName = periods.map(({ period, zones, mean }) => [period, { zones, mean }] as const);
  return { zones: first?.zones, mean: first?.mean, periods: Object.fromEntries(byName) };
}
