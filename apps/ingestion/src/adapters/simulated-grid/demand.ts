import type { Zone } from '@ecobe/carbon';
import { ramp } from './ramp';
import { smoothNoise } from './smooth-noise';
import { winterness } from './sun';

const { PI, abs, cos, floor, min } = Math;

const HOURS_PER_DAY = 24;
/** Where Friday and Saturday are the days of rest. */
const FRIDAY_REST = new Set(['BH', 'IL', 'QA', 'SA']);

/**
 * A zone's demand relative to its usual level (about 1): daily, weekly and yearly course and a slow disturbance.
 * @param localHour hours since 1970 on the zone's own clock
 * @param day day of the year
 */
export function relativeDemand(
  zone: Zone,
  seed: number,
  hour: number,
  localHour: number,
  day: number,
): number {
  const daily = dailyCourse(localHour);
  const weekly = restEffect(zone.country, localHour);
  const yearly = yearlyCourse(zone.latitude, day);
  return (1 + daily + yearly + 0.045 * smoothNoise(seed, hour, 60)) * (1 - weekly);
}

/** Lowest near 4 o'clock, peaks in the morning and the evening: the first two harmonics of a day. */
function dailyCourse(localHour: number): number {
  const turn = (2 * PI * localHour) / HOURS_PER_DAY;
  const turnOf = (peakHour: number): number => (2 * PI * peakHour) / HOURS_PER_DAY;
  return 0.13 * cos(turn - turnOf(15.5)) + 0.05 * cos(2 * (turn - turnOf(8.5)));
}

/** Winter peak where it is cold, summer peak where it is hot, both between; little near the equator. */
function yearlyCourse(latitude: number, day: number): number {
  const away = abs(latitude);
  const heating = ramp(away, 33, 55);
  const cooling = ramp(42 - away, 0, 12) * ramp(away, 3, 22);
  const winter = winterness(day, latitude);
  const bothSeasons = min(heating, cooling) * (2 * winter ** 2 - 1);
  return (0.11 * heating - 0.1 * cooling) * winter + 0.05 * bothSeasons;
}

/** Part of demand that days of rest take away, gliding from one day to the next between 21 and 7 o'clock. */
function restEffect(country: string, localHour: number): number {
  const shifted = (localHour - 2) / HOURS_PER_DAY;
  const day = floor(shifted + 0.5);
  const along = ramp(shifted + 0.5 - day, 7 / 24, 17 / 24);
  return restOfDay(country, day - 1) * (1 - along) + restOfDay(country, day) * along;
}

/** @param day whole days since 1970-01-01, a Thursday */
function restOfDay(country: string, day: number): number {
  const weekday = (((day + 4) % 7) + 7) % 7;
  const [first, second] = FRIDAY_REST.has(country) ? [5, 6] : [6, 0];
  if (weekday === first) return 0.05;
  return weekday === second ? 0.08 : 0;
}
