import type { Place } from '@ecobe/carbon';
import { ramp } from './ramp';
import { smoothNoise } from './smooth-noise';
import { clearSkyWm2, cosZenith, solarHour, throughClouds, winterness } from './sun';

const { PI, abs, cos, exp, max, min } = Math;

/** Seeds of a zone's independent noises. */
export interface WeatherSeeds {
  readonly wind: number;
  readonly cloud: number;
}

/**
 * Wind speed at hub height, m/s: log-normal around 8 m/s from three scales (weather systems of three days, fronts, gusts
 * averaged over the zone), stronger in winter away from the tropics and by night.
 */
export function windSpeedMs(seeds: WeatherSeeds, place: Place, hour: number, day: number): number {
  const systems =
    0.8 * smoothNoise(seeds.wind, hour, 72) +
    0.5 * smoothNoise(seeds.wind + 1, hour, 24) +
    0.25 * smoothNoise(seeds.wind + 2, hour, 6);
  const season = 0.12 * ramp(abs(place.latitude), 20, 45) * winterness(day, place.latitude);
  const night = 0.05 * cos(((solarHour(hour, place.longitude) - 2) * PI) / 12);
  return 8 * exp(0.22 * systems) * (1 + season + night);
}

/** Output of a zone's wind parks, 0..1 of their capacity: cubic between 3 and 13 m/s, flat above. */
export function windCapacityFactor(speedMs: number): number {
  const cubic = (speedMs ** 3 - 3 ** 3) / (13 ** 3 - 3 ** 3);
  return min(1, max(0.01, cubic));
}

/** Radiation on level ground, W/m2: clear sky by the sun's height, dimmed by a slowly changing cloud cover. */
export function radiationWm2(seeds: WeatherSeeds, place: Place, hour: number, day: number): number {
  const clear = clearSkyWm2(cosZenith(place, hour, day));
  if (clear === 0) return 0;
  const latitude = abs(place.latitude);
  const usual =
    -0.9 + 1.2 * ramp(latitude, 30, 50) + 0.5 * ramp(latitude, 40, 55) * winterness(day, place.latitude);
  const clouds =
    usual + 0.9 * smoothNoise(seeds.cloud, hour, 48) + 0.4 * smoothNoise(seeds.cloud + 1, hour, 9);
  return clear * throughClouds(1 / (1 + exp(-clouds)));
}
