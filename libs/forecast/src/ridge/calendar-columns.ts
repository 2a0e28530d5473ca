import type { Column, Place } from './column';
import type { GridFrame } from './grid-frame';
import { HOURS_PER_DAY } from './signal';

const DAYS_PER_WEEK = 7;
const DAYS_PER_YEAR = 365.2425;

/** Weekday and season of the origin; a regression of one lead knows the target's by them. */
export function calendarColumns(frame: GridFrame): Column[] {
  const dayOf = ({ origin }: Place) => Math.floor((frame.startHour + origin) / HOURS_PER_DAY);
  const angleOf = (place: Place) => (2 * Math.PI * dayOf(place)) / DAYS_PER_YEAR;
  return [
    ...Array.from({ length: DAYS_PER_WEEK - 1 }, (_, weekday) => ({
      name: `weekday-${weekday}`,
      valueAt: (place: Place) => (dayOf(place) % DAYS_PER_WEEK === weekday ? 1 : 0),
    })),
    { name: 'year-sine', valueAt: (place) => Math.sin(angleOf(place)) },
    { name: 'year-cosine', valueAt: (place) => Math.cos(angleOf(place)) },
  ];
}
