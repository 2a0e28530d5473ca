import type { GridFrame } from '../ridge/grid-frame';
import { HOURS_PER_DAY, slotOf } from '../ridge/signal';
import { meanAnomaly, weatherAnomaly } from '../ridge/weather-signal';
import type { WeatherSignal } from '../ridge/weather-signal';
import { meanBefore } from './mean-before';
import type { ResidualColumn } from './residual-place';

/** Quantities that count by their level too, not only by what is unusual about them. */
const LEVELS = ['wind', 'radiation', 'temperature'];
/** Runs speak of three hours at a time. */
const STEP_HOURS = 3;
const WEEK_HOURS = 7 * HOURS_PER_DAY;
const MONTH_HOURS = 28 * HOURS_PER_DAY;

/** What the issue's own day is forecast to be, which is all that is known ahead without longer runs; and recent levels. */
export function issueWeatherColumns(frame: GridFrame, signal: WeatherSignal): ResidualColumn[] {
  const dayEnd = (issue: number) => issue + HOURS_PER_DAY - slotOf(frame.startHour + issue);
  const ahead: ResidualColumn[] = [
    {
      name: `${signal.name}-issue-day`,
      valueAt: (place) => meanAnomaly(signal, place, place.issue, dayEnd(place.issue)),
    },
    {
      name: `${signal.name}-issue-day-end`,
      valueAt: (place) => meanAnomaly(signal, place, dayEnd(place.issue) - STEP_HOURS, dayEnd(place.issue)),
    },
  ];
  if (!LEVELS.includes(signal.name)) return ahead;
  const weekOf = (origin: number) => meanBefore(signal.past.values, origin, WEEK_HOURS);
  const monthOf = (origin: number) => meanBefore(signal.past.values, origin, MONTH_HOURS);
  return [
    ...ahead,
    { name: `${signal.name}-week`, valueAt: ({ origin }) => weekOf(origin) },
    { name: `${signal.name}-week-against-month`, valueAt: ({ origin }) => weekOf(origin) - monthOf(origin) },
  ];
}

/** The weather of the target hour and of its UTC day, as known at the issue. */
export function hourWeatherColumns(frame: GridFrame, signal: WeatherSignal): ResidualColumn[] {
  const unusual: ResidualColumn = {
    name: signal.name,
    valueAt: ({ origin, issue, target }) => weatherAnomaly(signal, origin, target, issue),
  };
  if (!LEVELS.includes(signal.name)) return [unusual];
  const dayStart = (target: number) => target - slotOf(frame.startHour + target);
  return [
    unusual,
    { name: `${signal.name}-level`, valueAt: ({ issue, target }) => signal.valueAt(target, issue) },
    {
      name: `${signal.name}-day`,
      valueAt: (place) => {
        const isKnown = !Number.isNaN(signal.valueAt(place.target, place.issue));
        const start = dayStart(place.target);
        return isKnown ? meanAnomaly(signal, place, start, start + HOURS_PER_DAY) : NaN;
      },
    },
  ];
}
