import type { GridFrame } from './grid-frame';
import { HOURS_PER_DAY, deviationAt, meanDeviation, slotOf } from './signal';
import type { Signal } from './signal';
import { meanAnomaly, weatherAnomaly } from './weather-signal';
import type { WeatherSignal } from './weather-signal';

/** Where a row of inputs stands: hour indices. The last hour it may read is before the origin; weather runs are the issue's. */
export interface Place {
  readonly origin: number;
  readonly issue: number;
  readonly target: number;
}

/** One input of a regression. NaN where it is not known. */
export interface Column {
  readonly name: string;
  readonly of: 'history' | 'calendar' | 'sources' | 'weather';
  valueAt(place: Place): number;
}

const LAGS_HOURS = [1, 2, 3, 4, 6, 8, 12, 18, 24];
const DAYS_PER_WEEK = 7;
const DAYS_PER_YEAR = 365.2425;

/** Inputs that are the same for every hour of one forecast. */
export const originColumns = (frame: GridFrame): Column[] => [
  ...LAGS_HOURS.map((lag) =>
    history(`lag-${lag}`, ({ origin }) => deviationAt(frame.intensity, origin, -lag)),
  ),
  ...[24, 72].map((hours) =>
    history(`mean-${hours}`, ({ origin }) => meanDeviation(frame.intensity, origin, hours)),
  ),
  ...calendarColumns(frame),
  ...frame.sources.flatMap(({ source, share }) => [
    sources(`${source}-lag-1`, ({ origin }) => deviationAt(share, origin, -1)),
    sources(`${source}-mean-24`, ({ origin }) => meanDeviation(share, origin, HOURS_PER_DAY)),
  ]),
  ...frame.weather.flatMap((signal) => knownAheadColumns(frame, signal)),
];

/** Inputs of one hour ahead. */
export const targetColumns = (frame: GridFrame): Column[] => [
  ...sameHourColumns(frame.intensity),
  ...frame.weather.flatMap((signal) => targetWeatherColumns(frame, signal)),
];

const history = (name: string, valueAt: Column['valueAt']): Column => ({ name, of: 'history', valueAt });
const sources = (name: string, valueAt: Column['valueAt']): Column => ({ name, of: 'sources', valueAt });
const weather = (name: string, valueAt: Column['valueAt']): Column => ({ name, of: 'weather', valueAt });

function calendarColumns(frame: GridFrame): Column[] {
  const dayOf = ({ origin }: Place) => Math.floor((frame.startHour + origin) / HOURS_PER_DAY);
  const angleOf = (place: Place) => (2 * Math.PI * dayOf(place)) / DAYS_PER_YEAR;
  const calendar = (name: string, valueAt: Column['valueAt']): Column => ({ name, of: 'calendar', valueAt });
  return [
    ...Array.from({ length: DAYS_PER_WEEK - 1 }, (_, weekday) =>
      calendar(`weekday-${weekday}`, (place) => (dayOf(place) % DAYS_PER_WEEK === weekday ? 1 : 0)),
    ),
    calendar('year-sine', (place) => Math.sin(angleOf(place))),
    calendar('year-cosine', (place) => Math.cos(angleOf(place))),
  ];
}

/** What the rest of the issue's own day is forecast to be: all that is known of later days when no longer run is there. */
function knownAheadColumns(frame: GridFrame, signal: WeatherSignal): Column[] {
  const dayEnd = (issue: number) => issue + HOURS_PER_DAY - slotOf(frame.startHour + issue);
  return [
    weather(`${signal.name}-issue-day`, (place) =>
      meanAnomaly(signal, place, place.issue, dayEnd(place.issue)),
    ),
    weather(`${signal.name}-issue-day-end`, (place) =>
      meanAnomaly(signal, place, dayEnd(place.issue) - 3, dayEnd(place.issue)),
    ),
  ];
}

/** The same hour of the last days, and the hours beside it on the newest of them. */
function sameHourColumns(intensity: Signal): Column[] {
  const daysBack = (place: Place, days: number, beside: number) => {
    const ahead = slotOf(place.target - place.origin);
    return deviationAt(intensity, place.origin, Math.min(-1, ahead - days * HOURS_PER_DAY + beside));
  };
  const besides = [-2, -1, 0, 1, 2];
  return [
    ...besides.map((beside) => history(`day-1${named(beside)}`, (place) => daysBack(place, 1, beside))),
    ...[-1, 0, 1].map((beside) => history(`day-2${named(beside)}`, (place) => daysBack(place, 2, beside))),
    history('day-3', (place) => daysBack(place, 3, 0)),
    history('day-7', (place) => {
      const ahead = place.target - place.origin;
      return deviationAt(intensity, place.origin, ahead - 7 * HOURS_PER_DAY);
    }),
  ];
}

const named = (beside: number): string => (beside === 0 ? '' : `${beside > 0 ? '+' : ''}${beside}`);

function targetWeatherColumns(frame: GridFrame, signal: WeatherSignal): Column[] {
  const dayStart = (target: number) => target - slotOf(frame.startHour + target);
  const ofDay = lastOfDay((place) => {
    const start = dayStart(place.target);
    const isKnown = !Number.isNaN(signal.valueAt(place.target, place.issue));
    return isKnown ? meanAnomaly(signal, place, start, start + HOURS_PER_DAY) : NaN;
  }, dayStart);
  return [
    ...[-3, 0, 3].map((beside) =>
      weather(`${signal.name}${named(beside)}`, (place) =>
        weatherAnomaly(signal, place.origin, Math.max(place.origin, place.target + beside), place.issue),
      ),
    ),
    weather(`${signal.name}-day`, ofDay),
  ];
}

/** Remembers the newest answer: rows ask for the hours of a day one after the other. */
function lastOfDay(valueAt: Column['valueAt'], dayStart: (target: number) => number): Column['valueAt'] {
  let [origin, day, value] = [NaN, NaN, NaN];
  return (place) => {
    const start = dayStart(place.target);
    if (place.origin !== origin || start !== day) {
      [origin, day, value] = [place.origin, start, valueAt(place)];
    }
    return value;
  };
}
