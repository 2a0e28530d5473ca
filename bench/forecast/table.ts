import { figureAt } from './summary';
import type { Figures } from './summary';

/** Column heads, the key of the figure (`naive.day1`), and its digits. */
type Column = readonly [head: string, key: string, digits: number];

const columnsOf = (dayCount: number): Column[] => {
  const days = Array.from({ length: dayCount }, (_, day): Column => [`d${day + 1}`, `day${day + 1}`, 2]);
  const mean = `mean${dayCount}`;
  return [
    ...days,
    [`${dayCount}d`, mean, 2],
    ['naive d1', 'naive.day1', 2],
    [`naive ${dayCount}d`, `naive.${mean}`, 2],
    ['persist d1', 'persistence.day1', 2],
    [`persist ${dayCount}d`, `persistence.${mean}`, 2],
    ['profile d1', 'profile.day1', 2],
    [`profile ${dayCount}d`, `profile.${mean}`, 2],
    ['MAE', 'mae', 2],
    ['bias', 'bias', 2],
    ['d1 p90', 'day1P90', 1],
    ['d1 p95', 'day1P95', 1],
    ['in 80%', 'coverage80', 1],
    ['in 90%', 'coverage90', 1],
    ['pinball', 'pinball', 2],
    ['train s', 'trainSeconds', 1],
    ['peak MB', 'peakMegabytes', 0],
    ['serve ms', 'serveMs', 1],
  ];
};

/** One line a zone and one for their mean, columns padded; `-` where a figure is not known. */
export function tableOf(
  rows: readonly (readonly [name: string, figures: Figures])[],
  dayCount: number,
): string {
  const columns = columnsOf(dayCount);
  const cells = rows.map(([name, figures]) => [
    name,
    ...columns.map(([, key, digits]) => figureAt(figures, key)?.toFixed(digits) ?? '-'),
  ]);
  const all = [['zone', ...columns.map(([head]) => head)], ...cells];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((line) => line[i]?.length ?? 0))) ?? [];
  const pad = (text: string, i: number) =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return all.map((line) => line.map(pad).join('  ')).join('\n');
}
