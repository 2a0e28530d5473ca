import { isUnknown } from './unknown';
import type { Column, Place } from './column';
import type { GridFrame } from './grid-frame';
import { HOURS_PER_DAY, slotOf } from './signal';
import { meanAnomaly, weatherAnomaly } from './weather-signal';
import type { WeatherSignal } from './weather-signal';

/** Runs speak of three hours at a time: what comes before and after tells the course between. */
const STEP_HOURS = 3;

/** What the rest of the origin's own day is forecast to be: all that is known of later days when no longer run is there. */
export function firstDayColumns(frame: GridFrame, signal: WeatherSignal): Column[] {
  const dayEnd = (origin: number) => origin + HOURS_PER_DAY - slotOf(frame.startHour + origin);
  return [
    {
      name: `${signal.name}-first-day`,
      valueAt: (place) => meanAnomaly(signal, place, place.origin, dayEnd(place.origin)),
    },
    {
      name: `${signal.name}-first-day-end`,
      valueAt: (place) => meanAnomaly(signal, place, dayEnd(place.origin) - STEP_HOURS, dayEnd(place.origin)),
    },
  ];
}

/** What weather the newest deviations came with. */
export const pastWeatherColumns = (signal: WeatherSignal): Column[] =>
  [STEP_HOURS, HOURS_PER_DAY].map((hours) => ({
    name: `${signal.name}-past-${hours}`,
    valueAt: (place) => meanAnomaly(signal, place, place.origin - hours, place.origin),
  }));

/** The weather of the target hour, of the steps beside it, and of its UTC day. */
export function targetWeatherColumns(frame: GridFrame, signal: WeatherSignal): Column[] {
  const dayStart = (target: number) => target - slotOf(frame.startHour + target);
  const anomalyOf = (place: Place) => (hour: number) =>
    weatherAnomaly(signal, place.origin, Math.max(place.origin, hour), place.issue);
  const besides = signal.isSteep ? [-STEP_HOURS, 0, STEP_HOURS] : [0];
  const dayMean = oncePerDay(dayStart, (place, start) =>
    meanAnomaly(signal, place, start, start + HOURS_PER_DAY),
  );
  return [
    ...besides.map((beside) => ({
      name: `${signal.name}${beside > 0 ? '+' : ''}${beside === 0 ? '' : beside}`,
      valueAt: (place: Place) => anomalyOf(place)(place.target + beside),
    })),
    {
      name: `${signal.name}-day`,
      valueAt: (place) => (isUnknown(signal.valueAt(place.target, place.issue)) ? NaN : dayMean(place)),
    },
  ];
}

/** Days ahead that an issue tells apart. */
const DAYS_APART = 16;

/**
 * Works out the answer of a day once for each issue: a fit asks for the hours of that day lead by lead, with all issues
 * of the history between. Within one layout of columns the origin follows from the issue.
 */
function oncePerDay(
  dayStart: (target: number) => number,
  valueOf: (place: Place, start: number) => number,
): Column['valueAt'] {
  const known = new Map<number, number>();
  return (place) => {
    const start = dayStart(place.target);
    const key = place.issue * DAYS_APART + (start - dayStart(place.issue)) / HOURS_PER_DAY;
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const value = valueOf(place, start);
    known.set(key, value);
    return value;
  };
}
