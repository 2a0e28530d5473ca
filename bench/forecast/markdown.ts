import type { Figures } from './summary';
import { figureAt } from './summary';

/** Column head, key of the figure (`naive.day1`), and its digits. */
export type MarkdownColumn = readonly [head: string, key: string, digits: number];

/** A figure for people; `-` where it is not known. */
export const shown = (figures: Figures, key: string, digits: number): string =>
  figureAt(figures, key)?.toFixed(digits) ?? '-';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of any cells, the first column to the left. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n');

/** A table of figures: a row for each name. */
export const figureTable = (
  rows: readonly (readonly [name: string, figures: Figures])[],
  columns: readonly MarkdownColumn[],
): string =>
  markdownTable(
    ['zone', ...columns.map(([head]) => head)],
    rows.map(([name, figures]) => [name, ...columns.map(([, key, digits]) => shown(figures, key, digits))]),
  );
