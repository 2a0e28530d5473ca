import { HOUR_MS, toIso } from '@ecobe/carbon';
import type { Interval, SeriesKey } from '@ecobe/carbon';
import type { GridHoursRequest, GridHoursResponse, SeriesResponse } from '@ecobe/contracts';

const FACTORS = { gas: 490, wind: 11, solar: 45 } as const;
type Source = keyof typeof FACTORS;
const SOURCES = Object.keys(FACTORS) as Source[];
const AGES_DAYS = 5;

/**
 * A grid of gas, wind and sun whose wind wanders over days, as ingestion tells it: a profile cannot know the wind, a model
 * that reads the weather can. Weather is forecast without error for five days; nothing is known before `sinceMs`.
 */
export class WindyGrid {
  private readonly windMs: Float64Array;

  constructor(
    private readonly sinceMs: number,
    days: number,
  ) {
    let [level, seed] = [0, 7];
    this.windMs = Float64Array.from({ length: days * 24 }, () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      level = 0.97 * level + 0.5 * (seed / 2 ** 32 - 0.5);
      return 8 + 6 * Math.tanh(level);
    });
  }

  /** Hours of a series until an instant, which is when it is asked. */
  series(key: SeriesKey, span: Interval, untilMs: number): SeriesResponse {
    const values = hoursOf(span).map((atMs) => (atMs < untilMs ? this.intensity(atMs) : null));
    return { ...key, start: toIso(span.startMs), values, quality: 'measured', source: 'entsoe' };
  }

  /** Generation until an instant, and weather also after it. */
  gridHours({ zone, basis, start, end }: GridHoursRequest, untilMs: number): GridHoursResponse {
    const hours = hoursOf({ startMs: Date.parse(start), endMs: Date.parse(end) });
    const column = (told: (atMs: number, windMs: number) => number) =>
      hours.map((atMs) => {
        const windMs = this.wind(atMs);
        return windMs === null ? null : told(atMs, windMs);
      });
    const weather = {
      windSpeedMs: column((_, windMs) => windMs),
      temperatureK: column((atMs) => 283 + 5 * sunAt(atMs)),
      dewpointK: column(() => 278),
      shortwaveRadiationWPerM2: column((atMs) => 600 * sunAt(atMs)),
      precipitationMm: column(() => 0),
    };
    const sources = SOURCES.map((source) => ({
      source,
      emissionFactorGPerKwh: FACTORS[source],
      valuesMw: hours.map((atMs) => (atMs < untilMs ? (this.mix(atMs)?.[source] ?? null) : null)),
    }));
    return {
      zone,
      basis,
      start,
      sources,
      weatherByAgeDays: new Array<typeof weather>(AGES_DAYS).fill(weather),
    };
  }

  private wind(atMs: number): number | null {
    return this.windMs[(atMs - this.sinceMs) / HOUR_MS] ?? null;
  }

  /** MW of each source; null where nothing is known. */
  private mix(atMs: number): Record<Source, number> | null {
    const windMs = this.wind(atMs);
    if (windMs === null) return null;
    const [wind, solar] = [400 * windMs, 1_800 * sunAt(atMs)];
    const load = 9_000 + 1_500 * Math.sin((2 * Math.PI * hourOfDay(atMs)) / 24);
    return { wind, solar, gas: Math.max(500, load - wind - solar) };
  }

  private intensity(atMs: number): number | null {
    const mix = this.mix(atMs);
    if (mix === null) return null;
    const grams = SOURCES.reduce((sum, source) => sum + mix[source] * FACTORS[source], 0);
    return grams / SOURCES.reduce((sum, source) => sum + mix[source], 0);
  }
}

const hourOfDay = (atMs: number): number => (atMs / HOUR_MS) % 24;
const sunAt = (atMs: number): number => Math.max(0, Math.sin((2 * Math.PI * (hourOfDay(atMs) - 6)) / 24));
const hoursOf = ({ startMs, endMs }: Interval): number[] =>
  Array.from({ length: (endMs - startMs) / HOUR_MS }, (_, hour) => startMs + hour * HOUR_MS);
