import { DAY_MS, HOUR_MS } from '@ecobe/carbon';
import type { Place } from '@ecobe/carbon';

const { PI, cos, exp, sin } = Math;

const RADIANS = PI / 180;
const HOURS_PER_DAY = 24;

/** Day of the year, 0 at the first of January 00:00 UTC, with its fraction. */
export function dayOfYear(hour: number): number {
  const instant = new Date(hour * HOUR_MS);
  return (instant.getTime() - Date.UTC(instant.getUTCFullYear(), 0)) / DAY_MS;
}

/** Mean solar time of day in hours: 12 when the sun stands highest (without the equation of time, +-16 min). */
export const solarHour = (hour: number, longitude: number): number =>
  (((hour + longitude / 15) % HOURS_PER_DAY) + HOURS_PER_DAY) % HOURS_PER_DAY;

/**
 * Cosine of the sun's angle from the zenith in the middle of an hour: sin(lat) sin(d) + cos(lat) cos(d) cos(h), with the
 * declination d = 23.45 deg x sin(2 pi (284 + n) / 365) (Cooper 1969) and the hour angle h.
 */
export function cosZenith(place: Place, hour: number, day: number): number {
  const declination = 23.45 * RADIANS * sin((2 * PI * (285 + day)) / 365);
  const hourAngle = (solarHour(hour + 0.5, place.longitude) - 12) * 15 * RADIANS;
  const latitude = place.latitude * RADIANS;
  return sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hourAngle);
}

/** Radiation on level ground under a clear sky, W/m2 (Haurwitz 1945): 1098 cos z exp(-0.057 / cos z). */
export const clearSkyWm2 = (cosine: number): number =>
  cosine <= 0 ? 0 : 1098 * cosine * exp(-0.057 / cosine);

/** Part of the clear-sky radiation that comes through a cloud cover of 0..1 (Kasten and Czeplak 1980). */
export const throughClouds = (cover: number): number => 1 - 0.75 * cover ** 3.4;

/** +1 in the middle of the local winter (15 January in the north), -1 in that of the summer, 0 between. */
export const winterness = (day: number, latitude: number): number =>
  cos((2 * PI * (day - 15)) / 365) * (latitude < 0 ? -1 : 1);
