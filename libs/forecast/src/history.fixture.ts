import { HOUR_MS } from '@ecobe/carbon';
import { hourlyHistory } from './hourly-history';
import type { HourlyHistory } from './hourly-history';

export const START_MS = Date.UTC(2021, 9, 1);

/** Start of hour number `hour` of a fixture's history. */
export const atHour = (hour: number): number => START_MS + hour * HOUR_MS;

/** A history of `hours` hours from {@link START_MS} on; null is an unknown hour. */
export const historyOf = (hours: number, value: (hour: number) => number | null): HourlyHistory =>
  hourlyHistory(
    START_MS,
    Array.from({ length: hours }, (_, hour) => value(hour)),
  );

/** Normal noise from a fixed seed, so that a spec says the same on every run. */
export function seededNoise(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A grid with a daily swing around 300 gCO2eq/kWh and a wandering level. */
export function noisyGrid(hours: number, seed: number): number[] {
  const noise = seededNoise(seed);
  let level = 0;
  return Array.from({ length: hours }, (_, hour) => {
    level = 0.97 * level + 0.05 * noise();
    return 300 * Math.exp(0.2 * Math.sin((2 * Math.PI * hour) / 24) + level + 0.01 * noise());
  });
}
