import { HOUR_MS } from '@ecobe/carbon';
import { drawLines } from '../drawing/line-drawing';
import type { DrawnLine, TerminalSize } from '../drawing/line-drawing';
import type { ForecastView } from './forecast-view';

/** History, forecast and its p10-p90 band as lines of text; hours count from the running one. */
export const terminalChart = (view: ForecastView, size: TerminalSize): string =>
  drawLines(linesOf(view), {
    ...size,
    title: `${view.forecast.region}  gCO2eq/kWh (${view.forecast.basis}, ${view.forecast.signal})`,
    xLabel: 'hours from now',
  });

function linesOf({ observed, hours, forecast }: ForecastView): DrawnLine[] {
  const nowMs = Date.parse(forecast.points[0]?.validAt ?? '');
  const points = <Hour extends { atMs: number }>(
    of: readonly Hour[],
    value: (hour: Hour) => number,
  ): DrawnLine['points'] => of.map((hour) => [(hour.atMs - nowMs) / HOUR_MS, value(hour)]);
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
