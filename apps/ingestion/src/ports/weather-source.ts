import type { WeatherObservation } from './observation-store';

/** A provider of weather forecasts by hour. */
export interface WeatherSource {
  readonly name: string;
  /** The newest run at the zone's centre. @throws ProviderFaultError */
  fetchForecast(zone: string): Promise<WeatherObservation[]>;
}
