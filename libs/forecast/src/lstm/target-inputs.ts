import type { GridFrame } from '../ridge/grid-frame';
import { HOURS_PER_DAY, deviationAt, slotOf } from '../ridge/signal';
import { meanAnomaly, weatherAnomaly } from '../ridge/weather-signal';
import type { Origin } from './step-inputs';

const DAYS_PER_WEEK = 7;
const DAYS_PER_YEAR = 365.2425;
/** The same hour of the day so many days back. */
const SAME_HOUR_DAYS = [1, 2, 7];

/** Names of the inputs of a target hour, in their order. */
export const targetInputNames = ({ weather }: GridFrame): string[] => [
  'last',
  ...SAME_HOUR_DAYS.map((days) => `day-${days}`),
  ...['hour-sine', 'hour-cosine', 'half-day-sine', 'half-day-cosine', 'year-sine', 'year-cosine'],
  ...Array.from({ length: DAYS_PER_WEEK }, (_, weekday) => `weekday-${weekday}`),
  ...weather.flatMap(({ name }) => [name, `${name}-day`]),
  ...(weather.length > 0 ? ['weather-known'] : []),
];

/** Inputs of the target hours from hour index `first` on, hour after hour; NaN where not known. */
export function putTargetInputs(
  frame: GridFrame,
  place: Origin,
  { first, hours }: { first: number; hours: number },
  put: (value: number) => void,
): void {
  const last = deviationAt(frame.intensity, place.origin, -1);
  let means: number[] = [];
  for (let target = first; target < first + hours; target++) {
    const hourOfDay = slotOf(frame.startHour + target);
    if (target === first || hourOfDay === 0) means = dayMeans(frame, place, target - hourOfDay);
    const slot = slotOf(target - place.origin);
    put(last);
    for (const days of SAME_HOUR_DAYS) {
      put(deviationAt(frame.intensity, place.origin, slot - days * HOURS_PER_DAY));
    }
    putCalendar(frame.startHour + target, put);
    putWeather(frame, place, { target, means }, put);
  }
}

function putCalendar(hour: number, put: (value: number) => void): void {
  const day = Math.floor(hour / HOURS_PER_DAY);
  const ofDay = (2 * Math.PI * slotOf(hour)) / HOURS_PER_DAY;
  const ofYear = (2 * Math.PI * day) / DAYS_PER_YEAR;
  for (const angle of [ofDay, 2 * ofDay, ofYear]) {
    put(Math.sin(angle));
    put(Math.cos(angle));
  }
  for (let weekday = 0; weekday < DAYS_PER_WEEK; weekday++) put(day % DAYS_PER_WEEK === weekday ? 1 : 0);
}

function putWeather(
  { weather }: GridFrame,
  place: Origin,
  { target, means }: { target: number; means: readonly number[] },
  put: (value: number) => void,
): void {
  let isKnown = false;
  weather.forEach((signal, index) => {
    const anomaly = weatherAnomaly(signal, place.origin, target, place.issue);
    if (!Number.isNaN(anomaly)) isKnown = true;
    put(anomaly);
    put(Number.isNaN(anomaly) ? NaN : (means[index] ?? NaN));
  });
  if (weather.length > 0) put(isKnown ? 1 : 0);
}

const dayMeans = ({ weather }: GridFrame, place: Origin, start: number): number[] =>
  weather.map((signal) => meanAnomaly(signal, place, start, start + HOURS_PER_DAY));
