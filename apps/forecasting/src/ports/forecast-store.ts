import type { SeriesKey } from '@ecobe/carbon';
import type { IssuedForecast } from './issued-forecast';

/** Every forecast that was ever issued. Instants are epoch ms. */
export interface ForecastStore {
  /** Keeps a forecast; saying the same one again changes nothing. */
  save(forecast: IssuedForecast): Promise<void>;
  /** The newest one issued at or before the instant, or null. */
  newest(key: SeriesKey, issuedByMs: number): Promise<IssuedForecast | null>;
  /** The newest one of each series issued in `(sinceMs, issuedByMs]`. */
  newestOfEach(sinceMs: number, issuedByMs: number): Promise<IssuedForecast[]>;
}
