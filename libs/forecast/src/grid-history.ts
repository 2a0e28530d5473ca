import type { HourlyHistory } from './hourly-history';

/** What one kind of plant fed in, hour by hour: MW, NaN where unknown, index 0 at the start of the intensity history. */
export interface SourceHistory {
  /** `coal`, `wind`, ... */
  readonly source: string;
  /** What the zone's intensity counts for it, gCO2eq/kWh, on the basis of the history. */
  readonly emissionFactorGPerKwh: number;
  readonly valuesMw: Float64Array;
}

/** Hourly weather over a zone; NaN where unknown, index 0 at the start of the intensity history. */
export interface WeatherColumns {
  /** At 10 m. */
  readonly windSpeedMs: Float64Array;
  readonly temperatureK: Float64Array;
  readonly dewpointK: Float64Array;
  readonly shortwaveRadiationWPerM2: Float64Array;
  readonly precipitationMm: Float64Array;
}

/**
 * Weather as it was forecast, by the age of the run. `byAgeDays[a]` holds at hour v what the run of the UTC day
 * `day(v) - a` said of v: age 0 is the run of the hour's own day, age 1 the run of the day before. A forecast that is
 * issued at o may read hour v at age `day(v) - day(o)` and more (0 for hours before o), which is the run of o's own day
 * or an earlier one; younger ages did not exist at o. Columns may reach beyond the end of the intensity history.
 */
export interface WeatherHistory {
  readonly byAgeDays: readonly WeatherColumns[];
}

/** All that is known of a zone, hour by hour. Unknown parts are left out, and models that need them refuse. */
export interface GridHistory {
  readonly history: HourlyHistory;
  readonly sources?: readonly SourceHistory[];
  readonly weather?: WeatherHistory;
}
