import { HOUR_MS } from '@ecobe/carbon';
import { scaleLinear } from 'd3-scale';
import { plot } from 'simple-ascii-chart';
import type { Color, Point } from 'simple-ascii-chart';
import type { ForecastView } from './forecast-view';

const TICK_HOURS = 12;
/** Columns that the axis and its labels take. */
const MARGIN_COLUMNS = 10;
const HEIGHT_LINES = 18;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

interface Line {
  readonly name: string;
  readonly color: Color;
  readonly points: Point[];
}

export interface TerminalSize {
  readonly columns: number;
  /** Whether the terminal shows colours; without them the four lines are told apart by where they are. */
  readonly hasColor: boolean;
}

/** History, forecast and its p10-p90 band as lines of text; hours count from the running one. */
export function terminalChart(view: ForecastView, { columns, hasColor }: TerminalSize): string {
  const lines = linesOf(view).filter(({ points }) => points.length > 0);
  const points = lines.flatMap((line) => line.points);
  const [hours, values] = [points.map(([hour]) => hour), points.map(([, value]) => value)];
  const chart = plot(
    lines.map(({ points }) => points),
    {
      width: Math.max(30, columns - MARGIN_COLUMNS),
      height: HEIGHT_LINES,
      title: `${view.forecast.region}  gCO2eq/kWh (${view.forecast.basis}, ${view.forecast.signal})`,
      xLabel: 'hours from now',
      color: lines.map(({ color }) => color),
      legend: { position: 'bottom', series: lines.map(({ name }) => name) },
      customXAxisTicks: ticks(Math.min(...hours), Math.max(...hours)),
      customYAxisTicks: scaleLinear([Math.min(...values), Math.max(...values)], [0, 1]).ticks(8),
      formatter: (value) => Math.round(value),
    },
  );
  return hasColor ? chart : chart.replace(ESCAPES, '');
}

function linesOf({ observed, hours, forecast }: ForecastView): Line[] {
  const nowMs = Date.parse(forecast.points[0]?.validAt ?? '');
  const points = <Hour extends { atMs: number }>(
    of: readonly Hour[],
    value: (hour: Hour) => number,
  ): Point[] => of.map((hour) => [(hour.atMs - nowMs) / HOUR_MS, value(hour)]);
  return [
    {
      name: 'p90: one truth in ten lies above',
      color: 'ansiBlue',
      points: points(hours, (h) => h.p90GPerKwh),
    },
    {
      name: 'p10: one truth in ten lies below',
      color: 'ansiBlue',
      points: points(hours, (h) => h.p10GPerKwh),
    },
    { name: 'forecast', color: 'ansiGreen', points: points(hours, (h) => h.gPerKwh) },
    { name: 'observed', color: 'ansiYellow', points: points(observed, (h) => h.gPerKwh) },
  ];
}

function ticks(from: number, until: number): number[] {
  const first = Math.ceil(from / TICK_HOURS);
  const count = Math.floor(until / TICK_HOURS) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * TICK_HOURS);
}
