import { ISSUED_HOURS } from '../forecast-model';

export const HOURS_PER_DAY = 24;
/** Leads of one day share the shape and the width of their band; the hours beyond the fourth day belong to it. */
export const BAND_DAYS = 4;

export const bandDayOf = (lead: number): number => Math.min(BAND_DAYS - 1, Math.floor(lead / HOURS_PER_DAY));

/** Leads of one band day, as a half-open range. */
export const leadsOf = (bandDay: number): readonly [from: number, end: number] => [
  bandDay * HOURS_PER_DAY,
  bandDay === BAND_DAYS - 1 ? ISSUED_HOURS : (bandDay + 1) * HOURS_PER_DAY,
];

/** Quantile levels at which a band is kept; any other level lies on the line between two of them. */
export const BAND_LEVELS: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
  0.85, 0.9, 0.95, 0.975, 0.99, 0.995,
];

/** Place of p50 among the levels; they lie evenly around it. */
export const MEDIAN_INDEX = (BAND_LEVELS.length - 1) / 2;

/** Value at a level of a curve over {@link BAND_LEVELS}; beyond the outermost levels it is theirs. */
export function valueAtLevel(curve: Float64Array, level: number): number {
  const upper = BAND_LEVELS.findIndex((known) => known >= level);
  if (upper < 0) return curve.at(-1) ?? NaN;
  const [from, to] = [curve[Math.max(0, upper - 1)] ?? NaN, curve[upper] ?? NaN];
  const [below, above] = [BAND_LEVELS[upper - 1] ?? level, BAND_LEVELS[upper] ?? level];
  // At a level that is kept, exactly what is kept.
  return level === above || above === below ? to : from + ((level - below) / (above - below)) * (to - from);
}
