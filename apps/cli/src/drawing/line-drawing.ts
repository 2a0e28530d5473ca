import { scaleLinear } from 'd3-scale';
import { plot } from 'simple-ascii-chart';
import type { Color, Point } from 'simple-ascii-chart';

const TICK_HOURS = 12;
/** Columns that the axis and its labels take. */
const MARGIN_COLUMNS = 10;
const HEIGHT_LINES = 18;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** One line of a chart: hours from some start against values. */
export interface DrawnLine {
  readonly name: string;
  readonly color: Color;
  readonly points: Point[];
}

export interface TerminalSize {
  readonly columns: number;
  /** Whether the terminal shows colours; without them lines are told apart by where they are. */
  readonly hasColor: boolean;
}

/** Lines over hours as lines of text, those without points left out. */
export function drawLines(
  given: readonly DrawnLine[],
  { columns, hasColor, title, xLabel }: TerminalSize & { readonly title: string; readonly xLabel: string },
): string {
  const lines = given.filter(({ points }) => points.length > 0);
  const points = lines.flatMap((line) => line.points);
  const [hours, values] = [points.map(([hour]) => hour), points.map(([, value]) => value)];
  const chart = plot(
    lines.map((line) => line.points),
    {
      width: Math.max(30, columns - MARGIN_COLUMNS),
      height: HEIGHT_LINES,
      title,
      xLabel,
      color: lines.map(({ color }) => color),
      legend: { position: 'bottom', series: lines.map(({ name }) => name) },
      customXAxisTicks: ticks(Math.min(...hours), Math.max(...hours)),
      customYAxisTicks: scaleLinear([Math.min(...values), Math.max(...values)], [0, 1]).ticks(8),
      formatter: (value) => Math.round(value),
    },
  );
  return hasColor ? chart : chart.replace(ESCAPES, '');
}

function ticks(from: number, until: number): number[] {
  const first = Math.ceil(from / TICK_HOURS);
  const count = Math.floor(until / TICK_HOURS) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * TICK_HOURS);
}
