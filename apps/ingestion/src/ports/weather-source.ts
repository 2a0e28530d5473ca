import type { Interval } from '@ecobe/carbon';
import type { WeatherRun } from './observation-store';

/** A provider of weather forecasts by hour. */
export interface WeatherSource {
  readonly name: string;
  /** The newest run over the zone. @throws ProviderFaultError */
  fetchForecast(zone: string): Promise<WeatherRun>;
}

/** A provider that still knows what earlier runs said. */
export interface WeatherArchive {
  readonly name: string;
  /** Runs of the UTC days that begin within the span; a day of which it knows nothing has none. @throws ProviderFaultError */
  fetchRuns(zone: string, days: Interval): Promise<WeatherRun[]>;
}
