import { HOUR_MS } from '@ecobe/carbon';
import { drawLines } from '../drawing/line-drawing';
import type { DrawnLine, TerminalSize } from '../drawing/line-drawing';
import type { ForecastHour } from '../show-forecast/forecast-view';
import type { PlanView } from './plan-view';

/** The forecast of the chosen region with its band, and the hours of it in which the work runs. */
export function planChart(view: PlanView, size: TerminalSize): string {
  const { chosen, forecast } = view;
  return drawLines(linesOf(view), {
    ...size,
    title: `${chosen.region}  gCO2eq/kWh (${forecast.forecast.basis}, ${forecast.forecast.signal})`,
    xLabel: 'hours from now',
  });
}

function linesOf({ forecast, plannedAtMs, deadlineMs, chosen }: PlanView): DrawnLine[] {
  const startMs = Math.floor(plannedAtMs / HOUR_MS) * HOUR_MS;
  const hours = forecast.hours.filter(({ atMs }) => atMs >= startMs && atMs < deadlineMs);
  const points = (value: (hour: ForecastHour) => number): DrawnLine['points'] =>
    hours.map((hour) => [(hour.atMs - startMs) / HOUR_MS, value(hour)]);
  const runs = chosen.slots.map(({ startAt, endAt }) => ({
    name: 'the work runs',
    color: 'ansiRed' as const,
    points: hours
      .filter(({ atMs }) => atMs + HOUR_MS > Date.parse(startAt) && atMs < Date.parse(endAt))
      .map(({ atMs, gPerKwh }): [number, number] => [(atMs - startMs) / HOUR_MS, gPerKwh]),
  }));
  return [
    { name: 'p90: one truth in ten lies above', color: 'ansiBlue', points: points((h) => h.p90GPerKwh) },
    { name: 'p10: one truth in ten lies below', color: 'ansiBlue', points: points((h) => h.p10GPerKwh) },
    { name: 'forecast', color: 'ansiGreen', points: points((h) => h.gPerKwh) },
    ...runs,
  ];
}
